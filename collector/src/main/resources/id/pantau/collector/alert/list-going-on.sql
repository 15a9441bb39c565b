SELECT id, rule, vehicle_id FROM alert
WHERE goes_on AND rule IN ('device-silent', 'device-unhealthy', 'device-copied', 'parked-long')
ORDER BY id
LIMIT 100000
FOR UPDATE
