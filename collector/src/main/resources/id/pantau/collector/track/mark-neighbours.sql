-- Days near this one were derived with a last fix before or a first fix after them. Where this day has a better one now, or no longer has the
-- one they used, they are to be derived again. The next day sees the margin whole, hence the two values.
INSERT INTO dirty_day AS known (device_no, day, due_at)
SELECT DISTINCT r.device_no, v.day, CAST(:now AS timestamptz)
FROM (
  SELECT y.vehicle_id, y.day, y.before_time, y.after_time, own.day AS own_day,
         CASE WHEN y.day = own.day + 1 THEN CAST(:lastBeforeMargin AS timestamptz) ELSE CAST(:last AS timestamptz) END AS my_last,
         CASE WHEN y.day = own.day - 1 THEN CAST(:firstAfterMargin AS timestamptz) ELSE CAST(:first AS timestamptz) END AS my_first
  FROM (SELECT CAST(:day AS date) AS day) own
  JOIN vehicle_day y ON y.vehicle_id = :vehicleId AND y.day BETWEEN own.day - 4 AND own.day + 4 AND y.day <> own.day
) v
JOIN ride r ON r.vehicle_id = v.vehicle_id AND r.during && tstzrange(region_day_start(v.day), region_day_start(v.day + 1))
WHERE (v.day > v.own_day AND (
        (v.my_last >= region_day_start(v.day) - CAST(:reach AS interval) AND (v.before_time IS NULL OR v.before_time < v.my_last))
        OR (v.before_time >= region_day_start(v.own_day) AND v.before_time < region_day_start(v.own_day + 1)
            AND v.before_time IS DISTINCT FROM v.my_last)))
   OR (v.day < v.own_day AND (
        (v.my_first < region_day_start(v.day + 1) + CAST(:reach AS interval) AND (v.after_time IS NULL OR v.after_time > v.my_first))
        OR (v.after_time >= region_day_start(v.own_day) AND v.after_time < region_day_start(v.own_day + 1)
            AND v.after_time IS DISTINCT FROM v.my_first)))
ORDER BY 1, 2
ON CONFLICT (device_no, day) DO UPDATE SET claimed_at = NULL, due_at = excluded.due_at WHERE known.claimed_at IS NOT NULL
