SELECT EXISTS (
  SELECT FROM fix_block b
  CROSS JOIN LATERAL (SELECT b.records || '' AS flat, length(b.records) / 28 AS n OFFSET 0) AS r
  CROSS JOIN LATERAL generate_series(0, r.n - 1) AS i
  WHERE b.hour = to_timestamp(CAST(:hour AS double precision)) AND b.device_no = :device AND b.epoch = :epoch AND b.first_seq <= :seq
    AND int4_at(r.flat, 4 * i) = :ms AND b.first_seq + int4_at(r.flat, 4 * r.n + 4 * i) = :seq) AS same
