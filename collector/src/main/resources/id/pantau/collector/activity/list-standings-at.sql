-- Where packages stood at the end of a day, as reported by now.
SELECT p.id AS package_id, u.report_date, u.physical_pct, u.financial_rp, u.stage
FROM work_package p
CROSS JOIN LATERAL (
  SELECT e.report_date, e.physical_pct, e.financial_rp, e.stage
  FROM effective_update e
  WHERE e.package_id = p.id AND e.kind = 'progress' AND e.report_date <= :date
  ORDER BY e.report_date DESC, e.version DESC
  LIMIT 1) u
WHERE (CAST(:opdIds AS int[]) IS NULL OR p.opd_id = ANY (CAST(:opdIds AS int[])))
  AND p.fiscal_year BETWEEN :fromYear AND :toYear
