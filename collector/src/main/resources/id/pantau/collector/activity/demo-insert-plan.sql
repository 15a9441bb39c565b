INSERT INTO plan_version (package_id, version, opd_id, budget, in_force_from, physical_pct, financial_rp)
VALUES (:id, 1, :opdId, 'murni', :newYear, CAST(CAST(:physical AS text) AS numeric[]), CAST(CAST(:financial AS text) AS bigint[]))
