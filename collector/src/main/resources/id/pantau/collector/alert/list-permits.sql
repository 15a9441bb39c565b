-- When permits counted that touch these days: not before they were registered, not after they were cancelled.
SELECT q.vehicle_id, q.epoch_day, greatest(p.from_time, p.made_at) AS since, least(p.until_time, c.made_at) AS until
FROM unnest(CAST(:vehicles AS int[]), CAST(:days AS int[])) AS q(vehicle_id, epoch_day)
JOIN duty_permit p ON p.vehicle_id = q.vehicle_id AND p.until_time > region_day_start(DATE '1970-01-01' + q.epoch_day)
  AND p.from_time < region_day_start(DATE '1970-01-01' + q.epoch_day + 8)
LEFT JOIN permit_cancellation c ON c.permit_id = p.id
WHERE least(p.until_time, c.made_at) > greatest(p.from_time, p.made_at)
ORDER BY p.vehicle_id, q.epoch_day, p.from_time, p.id
LIMIT 200000
