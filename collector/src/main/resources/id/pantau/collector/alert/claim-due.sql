-- What is in no hands. A claim older than the limit belongs to a worker that died.
UPDATE alert_due d SET claimed_at = CAST(:now AS timestamptz)
FROM (
  SELECT vehicle_id, day FROM alert_due
  WHERE (claimed_at IS NULL OR claimed_at < CAST(:abandoned AS timestamptz))
    AND (not_before IS NULL OR not_before <= CAST(:now AS timestamptz))
  ORDER BY marked_at, vehicle_id, day LIMIT :limit
  FOR UPDATE SKIP LOCKED
) AS free
WHERE d.vehicle_id = free.vehicle_id AND d.day = free.day
RETURNING d.vehicle_id, d.day
