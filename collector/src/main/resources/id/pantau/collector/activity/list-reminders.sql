SELECT reminded_at, author_name
FROM reminder
WHERE opd_id = :opdId AND date = :date
ORDER BY reminded_at DESC
LIMIT 20
