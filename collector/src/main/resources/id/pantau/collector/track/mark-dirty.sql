-- In the usual case the row is there and not claimed, and this only locks it. If a worker has claimed it, the claim is taken away, and the
-- worker will find its work undone.
INSERT INTO dirty_day AS known (device_no, day, due_at)
SELECT q.device_no, DATE '1970-01-01' + q.day, CAST(:dueAt AS timestamptz)
FROM unnest(CAST(:devices AS int[]), CAST(:days AS int[])) AS q(device_no, day)
ON CONFLICT (device_no, day) DO UPDATE SET claimed_at = NULL, due_at = excluded.due_at WHERE known.claimed_at IS NOT NULL
