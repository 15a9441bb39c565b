SELECT q.vehicle_id, q.epoch_day, s.start_time, s.end_time, s.goes_on, ST_Y(s.geom) AS lat, ST_X(s.geom) AS lon
FROM unnest(CAST(:vehicles AS int[]), CAST(:days AS int[])) AS q(vehicle_id, epoch_day)
JOIN stop s ON s.vehicle_id = q.vehicle_id AND s.day = DATE '1970-01-01' + q.epoch_day AND s.engine = 'on'
ORDER BY s.vehicle_id, s.day, s.nr
LIMIT 200000
