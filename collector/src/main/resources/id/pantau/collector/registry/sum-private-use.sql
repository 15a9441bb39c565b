-- Spells that lie over each other count once; one of a single position lasted no time.
WITH merged AS (
  SELECT allowed, range_agg(tstzrange(from_time, until_time, '[)')) AS times, count(DISTINCT day) AS days
  FROM private_time WHERE vehicle_id = :id AND day > :after GROUP BY allowed
), sums AS (
  SELECT allowed, days, (SELECT coalesce(sum(extract(epoch FROM upper(r) - lower(r))), 0) / 60 FROM unnest(times) r) AS minutes FROM merged
)
SELECT CAST(coalesce(max(days) FILTER (WHERE allowed), 0) AS int) AS days,
  CAST(round(coalesce(max(minutes) FILTER (WHERE allowed), 0)) AS int) AS minutes,
  CAST(coalesce(max(days) FILTER (WHERE NOT allowed), 0) AS int) AS refused_days,
  CAST(round(coalesce(max(minutes) FILTER (WHERE NOT allowed), 0)) AS int) AS refused_minutes
FROM sums
