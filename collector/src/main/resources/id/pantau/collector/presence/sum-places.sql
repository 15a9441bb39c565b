-- By kecamatan, or by desa of one of them; a row without a code is all of it together. Codes of the Ministry: 52.03.01 and 52.03.01.2001.
WITH seen AS (
  SELECT p.vehicle_id, p.day, p.stay_count, p.stayed_s, left(a.code, :codeLength) AS code
  FROM presence p JOIN area a ON a.id = p.area_id
  WHERE p.day BETWEEN CAST(:from AS date) AND CAST(:to AS date)
    AND (CAST(:within AS text) IS NULL OR a.code LIKE CAST(:within AS text) || '.%')
    AND (CAST(:opdId AS int) IS NULL OR p.opd_id = CAST(:opdId AS int))
    AND (CAST(:use AS text) IS NULL OR p.vehicle_id IN (SELECT v.id FROM vehicle v WHERE v.use_class = CAST(:use AS text)))
)
SELECT code, count(DISTINCT vehicle_id) AS vehicles, count(DISTINCT day) AS days, coalesce(sum(stay_count), 0) AS stays,
       coalesce(sum(stayed_s), 0) AS stayed_s, max(day) AS last_day
FROM seen GROUP BY GROUPING SETS ((code), ())
