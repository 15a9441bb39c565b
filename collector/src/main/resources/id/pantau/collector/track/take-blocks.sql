-- As one value instead of thousands of rows. A block: first_seq, received_at, length of records, length of arrivals, both.
WITH taken AS (
  DELETE FROM fix_block
  WHERE hour = CAST(:hour AS timestamptz) AND device_no = :deviceNo AND epoch = :epoch AND private = :private
  RETURNING first_seq, received_at, records, arrivals
)
SELECT coalesce(string_agg(int8send(first_seq) || timestamptz_send(received_at) || int4send(length(records)) || int4send(length(arrivals))
                           || records || arrivals, ''), '') AS blocks,
       count(*) AS block_count
FROM taken
