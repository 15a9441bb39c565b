SELECT e.physical_pct, e.financial_rp, e.stage
FROM effective_update e
WHERE e.package_id = :packageId AND e.kind = 'progress' AND e.report_date < :date
ORDER BY e.report_date DESC, e.version DESC
LIMIT 1
