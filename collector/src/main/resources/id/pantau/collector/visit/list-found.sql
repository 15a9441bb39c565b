SELECT id, package_id, arrive, leave, state, matched FROM visit
WHERE vehicle_id = :vehicleId AND day = CAST(:day AS date) ORDER BY arrive, id
FOR UPDATE
