-- Whoever has reported all, or owes nothing, is not reminded; nor twice in ten minutes by the same person.
INSERT INTO reminder (opd_id, date, reminded_at, author_id, author_name)
SELECT d.opd_id, :date, :now, :authorId, :authorName
FROM duty d
WHERE d.opd_id = ANY (:opdIds) AND d.date = :date
  AND NOT EXISTS (
    SELECT 1 FROM reminder r
    WHERE r.opd_id = d.opd_id AND r.date = :date AND r.author_id = :authorId
      AND r.reminded_at > CAST(:now AS timestamptz) - INTERVAL '10 minutes')
GROUP BY d.opd_id
HAVING count(d.done_at) < count(*)
