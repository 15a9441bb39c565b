SELECT package_id, flag, since, until
FROM package_flag
WHERE CAST(:opdIds AS int[]) IS NULL OR opd_id = ANY (CAST(:opdIds AS int[]))
ORDER BY package_id, since
