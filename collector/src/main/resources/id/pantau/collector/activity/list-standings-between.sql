SELECT e.package_id, e.report_date, e.physical_pct, e.financial_rp, e.stage
FROM effective_update e
WHERE e.opd_id = ANY (:opdIds) AND e.kind = 'progress' AND e.report_date BETWEEN :from AND :to
