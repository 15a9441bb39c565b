-- What is due and in no hands. A claim older than the limit belongs to a worker that died.
UPDATE dirty_day d SET claimed_at = CAST(:now AS timestamptz)
FROM (
  SELECT device_no, day FROM dirty_day
  WHERE due_at <= CAST(:now AS timestamptz) AND (claimed_at IS NULL OR claimed_at < CAST(:abandoned AS timestamptz))
  ORDER BY due_at LIMIT :limit
  FOR UPDATE SKIP LOCKED
) AS free
WHERE d.device_no = free.device_no AND d.day = free.day
RETURNING d.device_no, d.day
