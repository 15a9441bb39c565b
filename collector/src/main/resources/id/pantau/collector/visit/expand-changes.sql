-- The days of vehicles that a changed pin, report, office or rule may touch: those with a stop near it, those with a visit of the package
-- already, and, since a line is also visited by driving slowly along it, all when a line comes or goes.
WITH taken AS (
  DELETE FROM visit_change WHERE id IN (SELECT id FROM visit_change ORDER BY id LIMIT 500 FOR UPDATE SKIP LOCKED)
  RETURNING package_id, geom, since, whole
), changed AS (
  SELECT package_id, geom, whole, greatest(since, CAST(:earliest AS date)) AS since FROM taken
), days AS (
  SELECT s.vehicle_id, s.day FROM changed c JOIN stop s ON s.geom && ST_Expand(c.geom, 0.006) AND s.day >= c.since
  UNION
  SELECT v.vehicle_id, v.day FROM changed c JOIN visit v ON v.package_id = c.package_id AND v.day >= c.since
  UNION
  SELECT d.vehicle_id, d.day FROM vehicle_day d
  WHERE d.day >= (SELECT min(since) FROM changed
                  WHERE whole AND (geom IS NULL OR (package_id IS NOT NULL AND ST_Dimension(geom) = 1)))
)
INSERT INTO visit_due (vehicle_id, day)
SELECT vehicle_id, day FROM days ORDER BY vehicle_id, day
ON CONFLICT (vehicle_id, day) DO UPDATE SET claimed_at = NULL WHERE visit_due.claimed_at IS NOT NULL
