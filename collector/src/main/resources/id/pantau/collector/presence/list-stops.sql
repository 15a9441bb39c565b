SELECT s.vehicle_id, s.day, s.start_time, s.end_time, s.began_before, s.goes_on, s.end_time >= region_day_start(s.day + 1) AS over_midnight,
       ST_Y(s.geom) AS lat, ST_X(s.geom) AS lon
FROM unnest(CAST(:vehicles AS int[]), CAST(CAST(:days AS text[]) AS date[])) AS k(vehicle_id, day)
JOIN stop s ON s.vehicle_id = k.vehicle_id AND s.day = k.day
ORDER BY s.vehicle_id, s.day, s.nr
