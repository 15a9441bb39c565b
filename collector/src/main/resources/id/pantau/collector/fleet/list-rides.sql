SELECT device_no, vehicle_id, lower(during) AS since, upper(during) AS until
FROM ride
WHERE CAST(:vehicleId AS int) IS NULL OR vehicle_id = CAST(:vehicleId AS int)
ORDER BY device_no, lower(during)
LIMIT 100000
