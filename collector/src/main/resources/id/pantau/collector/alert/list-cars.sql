SELECT q.vehicle_id, q.epoch_day, v.kind, vehicle_opd_on(v.id, DATE '1970-01-01' + q.epoch_day) AS opd_id
FROM unnest(CAST(:vehicles AS int[]), CAST(:days AS int[])) AS q(vehicle_id, epoch_day)
JOIN vehicle v ON v.id = q.vehicle_id
LIMIT 1000
