INSERT INTO track_gap (vehicle_id, day, nr, from_time, to_time)
SELECT CAST(:vehicleId AS int), CAST(:day AS date), q.nr, to_timestamp(q.from_time), to_timestamp(q.to_time)
FROM unnest(CAST(:froms AS double precision[]), CAST(:tos AS double precision[])) WITH ORDINALITY AS q(from_time, to_time, nr)
