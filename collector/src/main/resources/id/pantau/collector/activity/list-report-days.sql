-- How far the reports of each day were in, and how many of them before the cut-off.
SELECT d.opd_id, d.date, count(*) AS due_count, count(d.done_at) AS done_count,
       count(*) FILTER (WHERE d.done_at <= (d.date + CAST(:cutOff AS time)) AT TIME ZONE :zone) AS on_time_count
FROM duty d
WHERE d.date BETWEEN :from AND :to
  AND (CAST(:opdId AS int) IS NULL OR d.opd_id = CAST(:opdId AS int))
GROUP BY d.opd_id, d.date
