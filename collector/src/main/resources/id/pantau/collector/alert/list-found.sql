SELECT id, rule, start_time, end_time, found, goes_on, EXISTS (SELECT 1 FROM alert_action x WHERE x.alert_id = a.id) AS touched FROM alert a
WHERE vehicle_id = :vehicleId AND day = CAST(:day AS date)
  AND rule IN ('overspeed', 'outside-regency', 'outside-hours', 'long-idling', 'tow', 'panic', 'power-cut')
ORDER BY start_time, id
FOR UPDATE
