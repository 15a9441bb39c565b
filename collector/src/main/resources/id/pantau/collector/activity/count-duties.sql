SELECT count(*) AS due_count, count(done_at) AS done_count
FROM duty
WHERE opd_id = :opdId AND date = :date
