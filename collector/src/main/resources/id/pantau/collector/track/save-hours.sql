INSERT INTO track_hour (vehicle_id, day, hour, box)
SELECT CAST(:vehicleId AS int), CAST(:day AS date), to_timestamp(q.hour), ST_MakeEnvelope(q.west, q.south, q.east, q.north, 4326)
FROM unnest(CAST(:hours AS double precision[]), CAST(:wests AS double precision[]), CAST(:souths AS double precision[]),
            CAST(:easts AS double precision[]), CAST(:norths AS double precision[])) AS q(hour, west, south, east, north)
