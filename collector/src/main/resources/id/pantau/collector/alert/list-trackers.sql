SELECT r.vehicle_id, v.kind, k.opd_id, lower(r.during) AS ride_since, greatest(h.received_at, l.received_at) AS heard_at,
       greatest(l.fix_time, hidden.until) AS position_at, CASE WHEN l.standing THEN greatest(l.since, hidden.until) END AS standing_since, h.cpu_temperature_c, h.journal_bytes_free,
       t.since AS twin_since, t.seen_at AS twin_seen_at, t.sign AS twin_sign
FROM ride r
JOIN device d ON d.no = r.device_no AND d.revoked_at IS NULL
JOIN vehicle v ON v.id = r.vehicle_id
JOIN LATERAL (SELECT opd_id FROM vehicle_keeper WHERE vehicle_id = v.id ORDER BY since DESC LIMIT 1) k ON true
LEFT JOIN device_health h ON h.device_no = d.no
LEFT JOIN latest_position l ON l.device_no = d.no
-- In private mode it moves and has positions, of which nobody is told.
LEFT JOIN LATERAL (SELECT max(until_time) AS until FROM private_time p WHERE p.device_no = d.no AND p.allowed) hidden ON true
LEFT JOIN device_twin t ON t.device_no = d.no
WHERE upper_inf(r.during)
ORDER BY r.vehicle_id
LIMIT 10000
