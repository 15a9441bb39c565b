UPDATE alert SET announced = true
WHERE id IN (SELECT id FROM alert WHERE NOT announced AND announce_at <= CAST(:now AS timestamptz) ORDER BY announce_at, id LIMIT 500
             FOR UPDATE SKIP LOCKED)
RETURNING id, opd_id, rule, severity, vehicle_id
