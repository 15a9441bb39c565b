INSERT INTO area_crossing (vehicle_id, day, nr, area_id, at, entered)
SELECT CAST(:vehicleId AS int), CAST(:day AS date), q.nr, q.area_id, to_timestamp(q.at), q.entered
FROM unnest(CAST(:areas AS int[]), CAST(:times AS double precision[]), CAST(:entered AS boolean[]))
     WITH ORDINALITY AS q(area_id, at, entered, nr)
