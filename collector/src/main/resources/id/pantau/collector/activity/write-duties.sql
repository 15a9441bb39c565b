INSERT INTO duty (opd_id, date, package_id, window_start, cadence, done_at)
SELECT d.opd_id, d.date, d.package_id, d.window_start, d.cadence,
       (SELECT min(u.recorded_at) FROM package_update u
        WHERE u.package_id = d.package_id AND u.report_date BETWEEN d.window_start AND d.date)
FROM (
  SELECT opd_id, DATE '1970-01-01' + day AS date, package_id, DATE '1970-01-01' + start_day AS window_start,
         (ARRAY['daily', 'weekly', 'monthly'])[cadence + 1] AS cadence
  FROM unnest(CAST(:opdIds AS int[]), CAST(:days AS int[]), CAST(:packageIds AS int[]),
              CAST(:startDays AS int[]), CAST(:cadences AS int[]))
    AS t (opd_id, day, package_id, start_day, cadence)) d
ON CONFLICT DO NOTHING
