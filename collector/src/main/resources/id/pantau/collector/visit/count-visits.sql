-- Several packages in one place share one visit, so visits are counted by vehicle and arrival.
SELECT count(DISTINCT (vehicle_id, arrive)) FILTER (WHERE counts) AS visit_count,
       count(DISTINCT package_id) FILTER (WHERE counts) AS package_count,
       count(DISTINCT vehicle_id) FILTER (WHERE counts) AS vehicle_count,
       count(*) FILTER (WHERE state = 'automatic' AND matched AND level IN ('strong', 'medium')) AS to_confirm_count
FROM visit
WHERE day BETWEEN CAST(:from AS date) AND CAST(:to AS date)
