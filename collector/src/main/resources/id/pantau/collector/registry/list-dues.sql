SELECT v.id AS vehicle_id, v.name AS vehicle_name, k.opd_id, o.name AS opd_name, d.kind, d.due_on,
       (SELECT p.plate FROM vehicle_plate p WHERE p.vehicle_id = v.id ORDER BY p.since DESC LIMIT 1) AS plate
FROM (SELECT DISTINCT ON (vehicle_id, kind) vehicle_id, kind, due_on FROM vehicle_due
      ORDER BY vehicle_id, kind, made_at DESC) d
JOIN vehicle v ON v.id = d.vehicle_id AND v.retired_on IS NULL
JOIN LATERAL (SELECT opd_id FROM vehicle_keeper WHERE vehicle_id = v.id ORDER BY since DESC LIMIT 1) k ON true
JOIN opd o ON o.id = k.opd_id
WHERE d.due_on <= :until
ORDER BY d.due_on, v.id, d.kind
LIMIT :limit
