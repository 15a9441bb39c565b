INSERT INTO vehicle_day (vehicle_id, day, fix_count, first_fix_time, last_fix_time, distance_m, moving_s, stopped_s, trip_count, device_nos,
                         before_time, after_time, derived_at)
SELECT CAST(:vehicleId AS int), CAST(:day AS date), CAST(:fixCount AS int), CAST(:first AS timestamptz), CAST(:last AS timestamptz),
       CAST(:distanceM AS double precision), CAST(:movingS AS int), CAST(:stoppedS AS int), CAST(:tripCount AS int),
       coalesce((SELECT array_agg(DISTINCT device_no ORDER BY device_no) FROM ride
                 WHERE vehicle_id = :vehicleId AND during && tstzrange(region_day_start(CAST(:day AS date)), region_day_start(CAST(:day AS date) + 1))), '{}'),
       CAST(:before AS timestamptz), CAST(:after AS timestamptz), CAST(:now AS timestamptz)
