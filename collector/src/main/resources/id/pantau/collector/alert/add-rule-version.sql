INSERT INTO alert_rule_version (rule, version, enabled, severity, settings, exempt_kinds, reason, author_id, author_name, made_at)
VALUES (:rule, :version, :enabled, :severity, CAST(:settings AS jsonb), CAST(:exemptKinds AS text[]), :reason, :authorId, :authorName,
        CAST(:now AS timestamptz))
ON CONFLICT (rule, version) DO NOTHING
