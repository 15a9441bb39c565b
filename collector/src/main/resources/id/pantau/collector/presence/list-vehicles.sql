SELECT p.vehicle_id, p.opd_id, count(DISTINCT p.day) AS days, sum(p.stay_count) AS stays, sum(p.stayed_s) AS stayed_s, max(p.day) AS last_day
FROM presence p JOIN area a ON a.id = p.area_id
WHERE p.day BETWEEN CAST(:from AS date) AND CAST(:to AS date) AND (a.code = :place OR a.code LIKE :place || '.%')
  AND (CAST(:opdId AS int) IS NULL OR p.opd_id = CAST(:opdId AS int))
  AND (CAST(:use AS text) IS NULL OR p.vehicle_id IN (SELECT v.id FROM vehicle v WHERE v.use_class = CAST(:use AS text)))
GROUP BY p.vehicle_id, p.opd_id ORDER BY max(p.day) DESC, sum(p.stayed_s) DESC, p.vehicle_id LIMIT 5000
