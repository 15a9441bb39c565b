-- The events of the days, and when power that was cut came back later. The tracker may have ridden elsewhere meanwhile.
SELECT q.vehicle_id, q.epoch_day, e.kind, e.event_time, ST_Y(e.geom) AS lat, ST_X(e.geom) AS lon,
       e.details ->> 'speed-kmh' AS speed_kmh, e.details ->> 'seconds' AS seconds, e.details ->> 'distance-m' AS distance_m
FROM unnest(CAST(:vehicles AS int[]), CAST(:days AS int[])) AS q(vehicle_id, epoch_day)
JOIN ride r ON r.vehicle_id = q.vehicle_id
JOIN device_event e ON e.device_no = r.device_no AND r.during @> e.event_time
  AND e.kind IN ('overspeed', 'tow', 'panic', 'tamper', 'power-lost', 'power-back')
  AND e.event_time >= region_day_start(DATE '1970-01-01' + q.epoch_day)
  AND e.event_time < region_day_start(DATE '1970-01-01' + q.epoch_day + CASE e.kind WHEN 'power-back' THEN 8 ELSE 1 END)
ORDER BY e.event_time, e.device_no, e.epoch, e.seq
LIMIT 200000
