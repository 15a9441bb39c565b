-- Cells of about 100 m, twice with the grid shifted by half, for a market knows no grid. A vehicle that stands over night lives there.
WITH stops AS (
  SELECT s.vehicle_id, s.geom FROM stop s
  WHERE s.day BETWEEN CAST(:from AS date) AND CAST(:to AS date) AND s.end_time - s.start_time >= interval '4 minutes'
    AND NOT s.began_before AND s.end_time < region_day_start(s.day + 1)
), cells AS (
  SELECT g.shift, floor((ST_X(geom) + g.shift) * 1000) AS x, floor((ST_Y(geom) + g.shift) * 1000) AS y, vehicle_id, count(*) AS stops
  FROM stops, (VALUES (0.0), (0.0005)) g(shift)
  GROUP BY g.shift, x, y, vehicle_id
)
SELECT round(CAST((y + 0.5) / 1000 - shift AS numeric), 4) AS lat, round(CAST((x + 0.5) / 1000 - shift AS numeric), 4) AS lon,
       CAST(sum(stops) AS int) AS stop_count, count(*) AS car_count, count(DISTINCT vehicle_opd(vehicle_id)) AS opd_count
FROM cells GROUP BY shift, x, y
HAVING sum(stops) > :stops AND count(*) >= :cars AND count(DISTINCT vehicle_opd(vehicle_id)) >= :opds
ORDER BY lat, lon
LIMIT 5000
