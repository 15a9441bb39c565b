SELECT day FROM vehicle_day
WHERE vehicle_id = :vehicleId AND day BETWEEN CAST(:from AS date) AND CAST(:to AS date) AND NOT is_drawn
ORDER BY day DESC LIMIT :limit
