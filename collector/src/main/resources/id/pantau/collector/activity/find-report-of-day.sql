SELECT e.id, e.version, e.kind
FROM effective_update e
WHERE e.package_id = :packageId AND e.report_date = :date
