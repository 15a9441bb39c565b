UPDATE vehicle_day v SET presence_of = :version
FROM unnest(CAST(:vehicles AS int[]), CAST(CAST(:days AS text[]) AS date[])) AS k(vehicle_id, day)
WHERE v.vehicle_id = k.vehicle_id AND v.day = k.day
