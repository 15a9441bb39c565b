SELECT c.id, c.kind, CAST(c.arguments AS text) AS arguments, c.made_at, c.made_by, c.expires_at,
       CASE WHEN a.state IS NOT NULL THEN a.state
            WHEN c.expires_at > :now THEN 'sent'
            ELSE 'no-answer' END AS state,
       a.received_at AS answered_at, a.answer
FROM device_command c
LEFT JOIN device_answer a ON a.device_no = c.device_no AND a.command_id = c.id
WHERE c.device_no = :deviceNo
ORDER BY c.made_at DESC, c.id
LIMIT 50
