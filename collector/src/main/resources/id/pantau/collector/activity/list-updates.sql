SELECT u.id, u.report_date, u.recorded_at, u.version, u.kind, u.physical_pct, u.financial_rp, u.stage, u.note,
       u.author_name, u.author_role, u.correction_reason, newer.id AS superseded_by
FROM package_update u
LEFT JOIN package_update newer ON newer.supersedes = u.id
WHERE u.package_id = :packageId
ORDER BY u.report_date DESC, u.version DESC
LIMIT :limit
