SELECT q.vehicle_id, q.epoch_day, t.start_time, t.end_time, t.distance_m, t.max_speed_dms
FROM unnest(CAST(:vehicles AS int[]), CAST(:days AS int[])) AS q(vehicle_id, epoch_day)
JOIN trip t ON t.vehicle_id = q.vehicle_id AND t.day = DATE '1970-01-01' + q.epoch_day
ORDER BY t.vehicle_id, t.day, t.nr
LIMIT 200000
