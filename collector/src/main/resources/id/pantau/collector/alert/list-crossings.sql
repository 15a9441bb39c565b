-- When a vehicle left the regency on these days, and came back on them or in the week after.
SELECT q.vehicle_id, q.epoch_day, c.at, c.entered
FROM unnest(CAST(:vehicles AS int[]), CAST(:days AS int[])) AS q(vehicle_id, epoch_day)
JOIN area_crossing c ON c.vehicle_id = q.vehicle_id AND c.day >= DATE '1970-01-01' + q.epoch_day AND c.day < DATE '1970-01-01' + q.epoch_day + 8
JOIN area a ON a.id = c.area_id AND a.kind = 'regency'
ORDER BY c.vehicle_id, q.epoch_day, c.at
LIMIT 200000
