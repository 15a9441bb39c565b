-- Visits with what a person must know; the vehicle only where the reader may see it.
SELECT v.id, v.package_id, p.name AS package_name, v.opd_id, o.name AS opd_name, v.vehicle_id, car.name AS vehicle_name, plate.plate,
       keeper.holder, v.vehicle_opd_id, vo.name AS vehicle_opd_name, v.day, v.arrive, v.leave, v.goes_on, v.stay_s, v.distance_m,
       v.slow_travel, ST_Y(v.geom) AS lat, ST_X(v.geom) AS lon, v.level, v.reasons, v.shared, v.state, v.counts, v.matched,
       d.decision, d.reason, d.author_name, d.author_role, d.decided_at,
       EXISTS (SELECT 1 FROM effective_update u WHERE u.package_id = v.package_id AND u.report_date = v.day AND u.kind = 'nihil')
         AS reported_nihil
FROM visit v
JOIN work_package p ON p.id = v.package_id
JOIN opd o ON o.id = v.opd_id
JOIN opd vo ON vo.id = v.vehicle_opd_id
LEFT JOIN vehicle car ON car.id = v.vehicle_id
LEFT JOIN LATERAL (
  SELECT n.plate FROM vehicle_plate n WHERE n.vehicle_id = car.id ORDER BY n.since <= v.day DESC, abs(n.since - v.day) LIMIT 1) plate ON true
LEFT JOIN LATERAL (
  SELECT k.holder FROM vehicle_keeper k WHERE k.vehicle_id = car.id
  ORDER BY k.since <= v.arrive DESC, abs(extract(epoch FROM k.since - v.arrive)) LIMIT 1) keeper ON true
LEFT JOIN LATERAL (
  SELECT x.decision, x.reason, x.author_name, x.author_role, x.decided_at FROM visit_decision x
  WHERE x.visit_id = v.id ORDER BY x.id DESC LIMIT 1) d ON true
WHERE (CAST(:visitId AS bigint) IS NULL OR v.id = CAST(:visitId AS bigint))
  AND (CAST(:packageId AS int) IS NULL OR v.package_id = CAST(:packageId AS int))
  AND (CAST(:vehicleId AS int) IS NULL OR v.vehicle_id = CAST(:vehicleId AS int))
  AND (CAST(:opdId AS int) IS NULL OR v.opd_id = CAST(:opdId AS int))
  AND (CAST(:day AS date) IS NULL OR v.day = CAST(:day AS date))
  AND (CAST(:from AS date) IS NULL OR v.day >= CAST(:from AS date))
  AND CASE CAST(:show AS text)
        WHEN 'to-confirm' THEN v.state = 'automatic' AND v.level IN ('strong', 'medium')
        WHEN 'confirmed' THEN v.state = 'confirmed'
        WHEN 'rejected' THEN v.state = 'rejected'
        WHEN 'weak' THEN v.state = 'automatic' AND v.level = 'weak'
        WHEN 'excluded' THEN v.state = 'automatic' AND v.level = 'excluded'
        ELSE true END
  AND (CAST(:beforeTime AS timestamptz) IS NULL
       OR (v.arrive, v.id) < (CAST(:beforeTime AS timestamptz), CAST(:beforeId AS bigint)))
ORDER BY v.arrive DESC, v.id DESC
LIMIT :limit
