INSERT INTO trip (vehicle_id, day, nr, start_time, end_time, distance_m, max_speed_dms, from_geom, to_geom, from_place, to_place)
SELECT CAST(:vehicleId AS int), CAST(:day AS date), q.nr, to_timestamp(q.start_time), to_timestamp(q.end_time), q.distance_m, q.max_speed,
       ST_SetSRID(ST_MakePoint(q.from_lon, q.from_lat), 4326), ST_SetSRID(ST_MakePoint(q.to_lon, q.to_lat), 4326),
       nullif(q.from_place, ''), nullif(q.to_place, '')
FROM unnest(CAST(:starts AS double precision[]), CAST(:ends AS double precision[]), CAST(:distances AS double precision[]), CAST(:speeds AS int[]),
            CAST(:fromLats AS double precision[]), CAST(:fromLons AS double precision[]), CAST(:toLats AS double precision[]),
            CAST(:toLons AS double precision[]), CAST(:fromPlaces AS text[]), CAST(:toPlaces AS text[]))
     WITH ORDINALITY AS q(start_time, end_time, distance_m, max_speed, from_lat, from_lon, to_lat, to_lon, from_place, to_place, nr)
