SELECT date, sum(pagu_rp) AS pagu_rp, sum(physical_weight) AS physical_weight, sum(planned_weight) AS planned_weight,
       sum(financial_rp) AS financial_rp
FROM opd_day
WHERE date = ANY (ARRAY(SELECT DATE '1970-01-01' + day FROM unnest(CAST(:days AS int[])) AS t (day)))
  AND (CAST(:opdId AS int) IS NULL OR opd_id = CAST(:opdId AS int))
GROUP BY date
ORDER BY date
