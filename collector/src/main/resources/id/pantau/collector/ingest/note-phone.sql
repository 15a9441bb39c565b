UPDATE foreign_tracker
SET told_at = :at, battery_pct = CAST(:battery AS int), charging = CAST(:charging AS boolean), accuracy_m = CAST(CAST(:accuracy AS float8) AS real)
WHERE device_no = :deviceNo AND (told_at IS NULL OR told_at <= :at)
