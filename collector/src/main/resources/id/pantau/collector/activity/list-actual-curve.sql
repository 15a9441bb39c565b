SELECT e.report_date, e.physical_pct
FROM effective_update e
WHERE e.package_id = :packageId AND e.kind = 'progress'
ORDER BY e.report_date
LIMIT 400
