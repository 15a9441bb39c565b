-- Of each vehicle what it was doing last before a moment: a stop or a trip that began by then, of that day or the three before it.
SELECT v.vehicle_id, l.*,
  EXISTS (SELECT 1 FROM private_time p WHERE p.vehicle_id = v.vehicle_id AND p.allowed
          AND p.from_time <= CAST(:at AS timestamptz) AND p.until_time >= CAST(:at AS timestamptz)) AS hidden
FROM unnest(CAST(:vehicles AS int[])) AS v(vehicle_id)
CROSS JOIN LATERAL (
  SELECT * FROM (
    (SELECT 'stop' AS kind, s.day, s.start_time, s.end_time, ST_Y(s.geom) AS lat, ST_X(s.geom) AS lon, s.place, s.engine FROM stop s
     WHERE s.vehicle_id = v.vehicle_id AND s.day BETWEEN CAST(:day AS date) - 3 AND CAST(:day AS date) AND s.start_time <= CAST(:at AS timestamptz)
     ORDER BY s.day DESC, s.nr DESC LIMIT 1)
    UNION ALL
    (SELECT 'trip', t.day, t.start_time, t.end_time, ST_Y(t.to_geom), ST_X(t.to_geom), t.to_place, 'unknown' FROM trip t
     WHERE t.vehicle_id = v.vehicle_id AND t.day BETWEEN CAST(:day AS date) - 3 AND CAST(:day AS date) AND t.start_time <= CAST(:at AS timestamptz)
     ORDER BY t.day DESC, t.nr DESC LIMIT 1)
  ) AS both_kinds ORDER BY start_time DESC LIMIT 1
) AS l
