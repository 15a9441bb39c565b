SELECT d.id AS device_id, r.vehicle_id, v.name AS vehicle_name,
       greatest(h.received_at, l.received_at) AS last_seen_at, h.agent_version, h.journal_depth, h.gnss_state, h.satellites,
       h.cpu_temperature_c, h.clock_trusted, CAST(h.details AS text) AS details
FROM device d
LEFT JOIN ride r ON r.device_no = d.no AND upper_inf(r.during)
LEFT JOIN vehicle v ON v.id = r.vehicle_id
LEFT JOIN device_health h ON h.device_no = d.no
LEFT JOIN latest_position l ON l.device_no = d.no
ORDER BY d.id
LIMIT 10000
