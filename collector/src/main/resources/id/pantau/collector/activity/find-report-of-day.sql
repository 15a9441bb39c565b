SELECT e.id, e.version, e.kind, e.physical_pct, e.financial_rp, e.stage
FROM effective_update e
WHERE e.package_id = :packageId AND e.report_date = :date
