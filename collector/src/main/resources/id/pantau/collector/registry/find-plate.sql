SELECT v.id FROM vehicle v
JOIN LATERAL (SELECT plate FROM vehicle_plate WHERE vehicle_id = v.id ORDER BY since DESC LIMIT 1) p ON true
WHERE v.retired_on IS NULL AND p.plate = :plate
LIMIT 1
