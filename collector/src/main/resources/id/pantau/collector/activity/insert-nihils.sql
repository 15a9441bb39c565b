-- "No change" for every duty of the day that is still open, or for those that were named.
INSERT INTO package_update (package_id, opd_id, report_date, version, kind, author_id, author_name, author_role, recorded_at)
SELECT d.package_id, d.opd_id, d.date, 1, 'nihil', :authorId, :authorName, :authorRole, :now
FROM duty d
WHERE d.opd_id = :opdId AND d.date = :date AND d.done_at IS NULL
  AND (CAST(:packageIds AS int[]) IS NULL OR d.package_id = ANY (CAST(:packageIds AS int[])))
  AND NOT EXISTS (SELECT 1 FROM package_update u WHERE u.package_id = d.package_id AND u.report_date = d.date)
