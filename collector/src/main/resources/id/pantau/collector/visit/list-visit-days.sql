-- The days since on which a vehicle was at each package, as far as it counts.
SELECT DISTINCT package_id, day FROM visit WHERE counts AND day >= CAST(:since AS date) ORDER BY package_id, day LIMIT 50000
