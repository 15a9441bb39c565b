-- A reader cannot wait for the worker. It takes what is dirty of a day of a vehicle, whoever has claimed it.
UPDATE dirty_day d SET claimed_at = CAST(:now AS timestamptz)
FROM ride r
WHERE r.vehicle_id = :vehicleId AND r.device_no = d.device_no AND d.day = CAST(:day AS date)
  AND r.during && tstzrange(region_day_start(d.day), region_day_start(d.day + 1))
RETURNING d.device_no, d.day
