SELECT d.id AS device_id, lower(r.during) AS since, upper(r.during) AS until
FROM ride r
JOIN device d ON d.no = r.device_no
WHERE r.vehicle_id = :vehicleId
ORDER BY lower(r.during) DESC
LIMIT 1000
