-- What an agency's list of a day says beside the package itself.
SELECT p.id AS package_id, d.package_id IS NOT NULL AS due, d.done_at IS NOT NULL AS done,
       t.id, t.report_date, t.recorded_at, t.version, t.kind, t.physical_pct, t.financial_rp, t.stage, t.note,
       t.author_name, t.author_role, t.correction_reason, CAST(NULL AS bigint) AS superseded_by,
       b.report_date AS before_date, b.physical_pct AS before_pct, b.financial_rp AS before_rp, b.stage AS before_stage,
       b.note AS before_note
FROM work_package p
LEFT JOIN duty d ON d.opd_id = p.opd_id AND d.date = :date AND d.package_id = p.id
LEFT JOIN LATERAL (
  SELECT e.* FROM effective_update e WHERE e.package_id = p.id AND e.report_date = :date) t ON true
LEFT JOIN LATERAL (
  SELECT e.report_date, e.physical_pct, e.financial_rp, e.stage, e.note
  FROM effective_update e
  WHERE e.package_id = p.id AND e.kind = 'progress' AND e.report_date < :date
  ORDER BY e.report_date DESC, e.version DESC
  LIMIT 1) b ON true
WHERE p.opd_id = :opdId AND p.fiscal_year = :year
LIMIT 2000
