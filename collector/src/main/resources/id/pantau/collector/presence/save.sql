INSERT INTO presence (vehicle_id, day, area_id, opd_id, stay_count, stayed_s)
SELECT * FROM unnest(CAST(:vehicles AS int[]), CAST(CAST(:days AS text[]) AS date[]), CAST(:areas AS int[]), CAST(:opds AS int[]),
                     CAST(:stays AS int[]), CAST(:seconds AS int[]))
