INSERT INTO alert_action (alert_id, opd_id, kind, choice, reason, letter, author_id, author_name, author_role, made_at)
SELECT a.id, a.opd_id, :kind, CAST(:choice AS text), :reason, CAST(:letter AS text), :authorId, :authorName, :authorRole,
       CAST(:now AS timestamptz)
FROM alert a WHERE a.id = :alertId
