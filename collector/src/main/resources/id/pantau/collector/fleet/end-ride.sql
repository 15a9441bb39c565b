UPDATE ride SET during = tstzrange(lower(during), CAST(:at AS timestamptz))
WHERE upper_inf(during) AND lower(during) < CAST(:at AS timestamptz) AND (device_no = :deviceNo OR vehicle_id = :vehicleId)
