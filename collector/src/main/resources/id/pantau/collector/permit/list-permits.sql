-- Those that have not ended first, the soonest on top.
SELECT p.id, p.vehicle_id, car.name AS vehicle_name, plate.plate, p.opd_id, o.name AS opd_name, p.from_time, p.until_time, p.purpose, p.letter,
       p.author_name, p.made_at, c.made_at AS cancelled_at, c.author_name AS cancelled_by, c.reason AS cancel_reason
FROM duty_permit p
JOIN opd o ON o.id = p.opd_id
LEFT JOIN vehicle car ON car.id = p.vehicle_id
LEFT JOIN LATERAL (SELECT n.plate FROM vehicle_plate n WHERE n.vehicle_id = car.id ORDER BY n.since DESC LIMIT 1) plate ON true
LEFT JOIN permit_cancellation c ON c.permit_id = p.id
WHERE (CAST(:permitId AS bigint) IS NULL OR p.id = CAST(:permitId AS bigint))
  AND (CAST(:since AS timestamptz) IS NULL OR p.until_time >= CAST(:since AS timestamptz))
ORDER BY p.from_time DESC, p.id DESC
LIMIT :limit
