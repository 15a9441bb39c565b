-- Alerts with what a person must know.
SELECT a.id, a.rule, a.severity, a.state, a.of_device, a.vehicle_id, car.name AS vehicle_name, car.kind AS vehicle_kind, plate.plate,
       keeper.holder, a.opd_id, o.name AS opd_name, a.day, a.start_time, a.end_time, a.goes_on, a.times, CAST(a.details AS text) AS details,
       ST_Y(a.geom) AS lat, ST_X(a.geom) AS lon, a.place, a.found, a.made_at, a.target_at, a.clarify_until, a.clarified
FROM alert a
JOIN opd o ON o.id = a.opd_id
LEFT JOIN vehicle car ON car.id = a.vehicle_id
LEFT JOIN LATERAL (
  SELECT n.plate FROM vehicle_plate n WHERE n.vehicle_id = car.id ORDER BY n.since <= a.day DESC, abs(n.since - a.day) LIMIT 1) plate ON true
LEFT JOIN LATERAL (
  SELECT k.holder FROM vehicle_keeper k WHERE k.vehicle_id = car.id
  ORDER BY k.since <= a.start_time DESC, abs(extract(epoch FROM k.since - a.start_time)) LIMIT 1) keeper ON true
WHERE (CAST(:alertId AS bigint) IS NULL OR a.id = CAST(:alertId AS bigint))
  AND (CAST(:rule AS text) IS NULL OR a.rule = CAST(:rule AS text))
  AND (CAST(:opdId AS int) IS NULL OR a.opd_id = CAST(:opdId AS int))
  AND (CAST(:vehicleId AS int) IS NULL OR a.vehicle_id = CAST(:vehicleId AS int))
  AND (CAST(:from AS date) IS NULL OR a.day >= CAST(:from AS date))
  AND CASE CAST(:show AS text) WHEN 'all' THEN true WHEN 'open' THEN a.state <> 'done' ELSE a.state = CAST(:show AS text) END
  AND (CAST(:beforeTime AS timestamptz) IS NULL
       OR (a.start_time, a.id) < (CAST(:beforeTime AS timestamptz), CAST(:beforeId AS bigint)))
ORDER BY a.start_time DESC, a.id DESC
LIMIT :limit
