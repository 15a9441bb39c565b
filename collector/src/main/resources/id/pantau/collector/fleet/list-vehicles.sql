SELECT v.id, v.name, v.kind, v.use_class, k.opd_id, o.name AS opd_name, k.holder, d.id AS device_id,
       (SELECT p.plate FROM vehicle_plate p WHERE p.vehicle_id = v.id ORDER BY p.since DESC LIMIT 1) AS plate
FROM vehicle v
JOIN LATERAL (SELECT opd_id, holder FROM vehicle_keeper WHERE vehicle_id = v.id ORDER BY since DESC LIMIT 1) k ON true
JOIN opd o ON o.id = k.opd_id
LEFT JOIN ride r ON r.vehicle_id = v.id AND upper_inf(r.during)
LEFT JOIN device d ON d.no = r.device_no
WHERE CASE WHEN CAST(:id AS int) IS NULL THEN v.retired_on IS NULL ELSE v.id = CAST(:id AS int) END
ORDER BY v.id
LIMIT 10000
