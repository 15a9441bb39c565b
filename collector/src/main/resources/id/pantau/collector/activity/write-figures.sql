INSERT INTO opd_day (opd_id, date, working, package_count, pagu_rp, physical_weight, planned_weight, financial_rp,
                     planned_count, running_count, finished_count, watch_count, critical_count, late_count)
SELECT opd_id, DATE '1970-01-01' + day, working = 1, package_count, pagu_rp, physical_weight, planned_weight, financial_rp,
       planned_count, running_count, finished_count, watch_count, critical_count, late_count
FROM unnest(CAST(:opdIds AS int[]), CAST(:days AS int[]), CAST(:working AS int[]), CAST(:packageCounts AS int[]),
            CAST(:pagusRp AS bigint[]), CAST(:physicalWeights AS float8[]), CAST(:plannedWeights AS float8[]),
            CAST(:financialsRp AS bigint[]), CAST(:plannedCounts AS int[]), CAST(:runningCounts AS int[]),
            CAST(:finishedCounts AS int[]), CAST(:watchCounts AS int[]), CAST(:criticalCounts AS int[]),
            CAST(:lateCounts AS int[]))
  AS t (opd_id, day, working, package_count, pagu_rp, physical_weight, planned_weight, financial_rp,
        planned_count, running_count, finished_count, watch_count, critical_count, late_count)
ON CONFLICT (opd_id, date) DO UPDATE SET
  working = excluded.working, package_count = excluded.package_count, pagu_rp = excluded.pagu_rp,
  physical_weight = excluded.physical_weight, planned_weight = excluded.planned_weight,
  financial_rp = excluded.financial_rp, planned_count = excluded.planned_count,
  running_count = excluded.running_count, finished_count = excluded.finished_count,
  watch_count = excluded.watch_count, critical_count = excluded.critical_count, late_count = excluded.late_count
