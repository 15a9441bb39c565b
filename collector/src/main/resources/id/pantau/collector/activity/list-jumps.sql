-- The newest report of each package that raised its progress by so many points over the report before it.
SELECT DISTINCT ON (u.package_id) u.package_id, u.report_date, coalesce(before.physical_pct, 0) AS from_pct, u.physical_pct AS to_pct
FROM effective_update u
LEFT JOIN LATERAL (
  SELECT e.physical_pct FROM effective_update e
  WHERE e.package_id = u.package_id AND e.kind = 'progress' AND e.report_date < u.report_date
  ORDER BY e.report_date DESC, e.version DESC LIMIT 1) before ON true
WHERE u.kind = 'progress' AND u.report_date >= CAST(:since AS date)
  AND u.physical_pct - coalesce(before.physical_pct, 0) >= :points
ORDER BY u.package_id, u.report_date DESC
LIMIT 1000
