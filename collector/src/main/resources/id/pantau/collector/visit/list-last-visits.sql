-- When a vehicle was last at each package, as far as it counts.
SELECT package_id, max(arrive) AS last_arrive, count(DISTINCT (vehicle_id, arrive)) AS visit_count,
       count(DISTINCT (vehicle_id, arrive)) FILTER (WHERE day >= CAST(:month AS date)) AS month_count,
       coalesce(sum(stay_s) FILTER (WHERE day >= CAST(:month AS date)), 0) AS month_stay_s
FROM visit
WHERE counts AND (CAST(:packageId AS int) IS NULL OR package_id = CAST(:packageId AS int))
GROUP BY package_id
