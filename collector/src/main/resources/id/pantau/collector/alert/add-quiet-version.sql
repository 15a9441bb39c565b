INSERT INTO alert_quiet_version (version, quiet_from, quiet_until, reason, author_id, author_name, made_at)
VALUES (:version, CAST(CAST(:from AS text) AS time), CAST(CAST(:until AS text) AS time), :reason, :authorId, :authorName,
        CAST(:now AS timestamptz))
ON CONFLICT (version) DO NOTHING
