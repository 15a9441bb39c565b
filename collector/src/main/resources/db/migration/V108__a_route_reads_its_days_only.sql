-- A route was planned over the partitions of all days, each time: with 28 days it took 80 ms, 25 times as long as reading its blocks. Now the
-- hours are bound to two values as well, so only the days between them are looked at; and as plpgsql the statement is parsed once.
CREATE OR REPLACE FUNCTION packed_track(of_vehicle int, from_time timestamptz, until_time timestamptz) RETURNS bytea LANGUAGE plpgsql STABLE AS
$$
DECLARE
  first_hour timestamptz := date_trunc('hour', from_time, 'UTC');
BEGIN
  RETURN (
    SELECT coalesce(string_agg(timestamptz_send(hour) || int8send(epoch) || int8send(first_seq) || int4send(length(part) / 28) || part, ''
                               ORDER BY hour, epoch, first_seq) FILTER (WHERE part <> ''), '')
    FROM (
      SELECT b.hour, b.epoch, b.first_seq,
             CASE WHEN b.hour >= s.since AND b.hour + interval '1 hour' <= s.until THEN b.records
               ELSE fix_block_part(b.records,
                      greatest(extract(epoch FROM s.since - b.hour) * 1000, 0)::int,
                      least(ceil(extract(epoch FROM s.until - b.hour) * 1000), 3600000)::int)
             END AS part
      FROM (SELECT device_no, greatest(lower(during), from_time) AS since, least(upper(during), until_time) AS until
            FROM ride WHERE vehicle_id = of_vehicle AND during && tstzrange(from_time, until_time)) s
      CROSS JOIN LATERAL generate_series(date_trunc('hour', s.since, 'UTC'), s.until, interval '1 hour') AS at(hour)
      JOIN fix_block b ON b.hour = at.hour AND b.device_no = s.device_no AND b.hour >= first_hour AND b.hour < until_time
      WHERE NOT b.private AND at.hour < s.until
    ) AS parts
  );
END
$$;
COMMENT ON FUNCTION packed_track IS 'The fixes of a vehicle, without those of private time; read by PackedTrack in Java.';
