-- Every tracker of ours that is known, and every name that a code waits for.
SELECT coalesce(d.id, k.device_id) AS device_id, v.id AS vehicle_id, v.name AS vehicle_name,
       (SELECT p.plate FROM vehicle_plate p WHERE p.vehicle_id = v.id ORDER BY p.since DESC LIMIT 1) AS plate,
       c.serial, c.issued_at, c.expires_at, d.revoked_at, d.revoked_by, d.revoke_reason,
       k.made_at AS code_made_at, k.made_by AS code_made_by, k.expires_at AS code_expires_at
FROM device d
FULL JOIN (SELECT DISTINCT ON (device_id) device_id, vehicle_id, made_at, made_by, expires_at
           FROM enrolment_code
           WHERE used_at IS NULL AND cancelled_at IS NULL AND expires_at > CAST(:now AS timestamptz)
           ORDER BY device_id, made_at DESC) k ON k.device_id = d.id
LEFT JOIN ride r ON r.device_no = d.no AND upper_inf(r.during)
LEFT JOIN vehicle v ON v.id = coalesce(r.vehicle_id, k.vehicle_id)
LEFT JOIN LATERAL (SELECT serial, issued_at, expires_at
                   FROM device_certificate WHERE device_no = d.no ORDER BY issued_at DESC, revoked_at IS NOT NULL, serial LIMIT 1) c ON true
WHERE k.device_id IS NOT NULL OR c.serial IS NOT NULL OR NOT EXISTS (SELECT FROM foreign_tracker f WHERE f.device_no = d.no)
ORDER BY 1
LIMIT 10000
