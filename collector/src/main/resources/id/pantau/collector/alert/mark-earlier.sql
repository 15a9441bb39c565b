-- An incident of an earlier day that goes on may have ended on this one.
INSERT INTO alert_due (vehicle_id, day)
SELECT DISTINCT a.vehicle_id, a.day
FROM unnest(CAST(:vehicles AS int[]), CAST(:days AS int[])) AS q(vehicle_id, epoch_day)
JOIN alert a ON a.vehicle_id = q.vehicle_id AND a.goes_on AND a.day < DATE '1970-01-01' + q.epoch_day
WHERE a.rule IN ('outside-regency', 'power-cut', 'long-idling')
ORDER BY a.vehicle_id, a.day
ON CONFLICT (vehicle_id, day) DO UPDATE SET claimed_at = NULL WHERE alert_due.claimed_at IS NOT NULL
