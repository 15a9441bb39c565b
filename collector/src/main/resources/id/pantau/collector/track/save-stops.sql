INSERT INTO stop (vehicle_id, day, nr, start_time, end_time, began_before, goes_on, engine, geom, place)
SELECT CAST(:vehicleId AS int), CAST(:day AS date), q.nr, to_timestamp(q.start_time), to_timestamp(q.end_time), q.began_before, q.goes_on, q.engine,
       ST_SetSRID(ST_MakePoint(q.lon, q.lat), 4326), nullif(q.place, '')
FROM unnest(CAST(:starts AS double precision[]), CAST(:ends AS double precision[]), CAST(:beganBefore AS boolean[]), CAST(:goesOn AS boolean[]),
            CAST(:engines AS text[]), CAST(:lats AS double precision[]), CAST(:lons AS double precision[]), CAST(:places AS text[]))
     WITH ORDINALITY AS q(start_time, end_time, began_before, goes_on, engine, lat, lon, place, nr)
