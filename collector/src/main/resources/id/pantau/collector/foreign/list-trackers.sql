SELECT d.id AS device_id, v.id AS vehicle_id, v.name AS vehicle_name,
       (SELECT p.plate FROM vehicle_plate p WHERE p.vehicle_id = v.id ORDER BY p.since DESC LIMIT 1) AS plate,
       f.made_at, f.made_by, f.key_made_at, f.revoked_at, l.received_at AS last_seen_at, f.battery_pct, f.charging,
       CAST(f.accuracy_m AS float8) AS accuracy_m
FROM foreign_tracker f
JOIN device d ON d.no = f.device_no
LEFT JOIN ride r ON r.device_no = d.no AND upper_inf(r.during)
LEFT JOIN vehicle v ON v.id = r.vehicle_id
LEFT JOIN latest_position l ON l.device_no = d.no
ORDER BY d.id
LIMIT 10000
