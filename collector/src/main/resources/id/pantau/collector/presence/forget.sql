DELETE FROM presence p USING unnest(CAST(:vehicles AS int[]), CAST(CAST(:days AS text[]) AS date[])) AS k(vehicle_id, day)
WHERE p.vehicle_id = k.vehicle_id AND p.day = k.day
