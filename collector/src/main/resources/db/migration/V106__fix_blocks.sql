-- Positions are kept as they come: in blocks of one journal and one hour, not in rows of their own. A row costs PostgreSQL 3 microseconds and
-- 125 bytes whatever is in it, and three quarters of that is its place in the primary key; a block pays it once for all of its records. What the
-- key used to refuse, a record that came before, is now known from stored_seq. Decision 0025.

CREATE TABLE stored_seq (
  epoch     bigint NOT NULL,
  word      bigint NOT NULL,
  stored    bigint NOT NULL,
  fresh     bigint NOT NULL,
  device_no int NOT NULL,
  PRIMARY KEY (device_no, epoch, word)
) WITH (fillfactor = 70);
COMMENT ON TABLE stored_seq IS 'Which records of a journal are stored: bit b of word w is number 64 w + b. Its row is the lock of those that write the same records.';
COMMENT ON COLUMN stored_seq.fresh IS 'What the last write added: whoever wrote learns from it what was not there before.';

ALTER TABLE fix RENAME TO fix_row;
ALTER INDEX fix_pkey RENAME TO fix_row_pkey;

CREATE TABLE fix_block (
  hour        timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  epoch       bigint NOT NULL,
  first_seq   bigint NOT NULL,
  device_no   int NOT NULL,
  south_e6    int NOT NULL,
  west_e6     int NOT NULL,
  north_e6    int NOT NULL,
  east_e6     int NOT NULL,
  private     boolean NOT NULL,
  records     bytea NOT NULL,
  PRIMARY KEY (hour, device_no, epoch, first_seq),
  CHECK (length(records) > 0 AND length(records) % 28 = 0)
) PARTITION BY RANGE (hour);
ALTER TABLE fix_block ALTER COLUMN records SET STORAGE MAIN;
COMMENT ON TABLE fix_block IS 'Every position ever acknowledged to a tracker; one partition a day of the region. Read it through the view fix.';
COMMENT ON COLUMN fix_block.hour IS 'The hour of UTC in which all of its fixes lie, by satellite time.';
COMMENT ON COLUMN fix_block.received_at IS 'When the first of them came, by the clock of the server.';
COMMENT ON COLUMN fix_block.epoch IS 'The journal that numbered the records; (device, epoch, seq) names one once and for all.';
COMMENT ON COLUMN fix_block.private IS 'All of them were made in private mode, or none.';
COMMENT ON COLUMN fix_block.south_e6 IS 'The box of its positions, in millionths of a degree of WGS 84; so for west, north and east.';
COMMENT ON COLUMN fix_block.records IS 'n records of 28 bytes in rising time, as columns, numbers big-endian in the steps of the wire: n times of 4 bytes (ms after the hour), n seqs of 4 (after first_seq), n latitudes and n longitudes of 4 (1e-6 degree), n speeds (0.1 m/s), courses (1 degree), altitudes (m) and dilutions (0.1 of HDOP) of 2, n satellites of 1, n modes of 1, n flags of 2. Unknown: -1, for an altitude -32768.';

CREATE OR REPLACE FUNCTION ensure_fix_partition(wanted date) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE
  zone text := (SELECT time_zone FROM region);
  name text := 'fix_block_' || to_char(wanted, 'YYYYMMDD');
BEGIN
  IF zone IS NULL THEN
    RAISE EXCEPTION 'the region is not set up yet';
  END IF;
  IF wanted < DATE '2023-12-31' OR wanted > current_date + 60 THEN
    RAISE EXCEPTION 'no partition for %: too far from today', wanted;
  END IF;
  IF to_regclass(name) IS NOT NULL THEN
    RETURN false;
  END IF;
  -- to_regclass answers from a cache that waiting for the lock does not refresh; a query sees what is committed.
  PERFORM pg_advisory_xact_lock(742101);
  PERFORM FROM pg_class WHERE relname = name AND relnamespace = 'public'::regnamespace;
  IF FOUND THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE fix_block INCLUDING ALL)', name);
  EXECUTE format('ALTER TABLE fix_block ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name,
                 wanted::timestamp AT TIME ZONE zone, (wanted + 1)::timestamp AT TIME ZONE zone);
  RETURN true;
END
$$;

CREATE FUNCTION int2_at(bytes bytea, i int) RETURNS int LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
  $$ SELECT ((get_byte(bytes, i) # 128) - 128) * 256 + get_byte(bytes, i + 1) $$;
CREATE FUNCTION int4_at(bytes bytea, i int) RETURNS int LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
  $$ SELECT ((get_byte(bytes, i) # 128) - 128) * 16777216 + get_byte(bytes, i + 1) * 65536 + get_byte(bytes, i + 2) * 256 + get_byte(bytes, i + 3) $$;
COMMENT ON FUNCTION int2_at IS 'The signed big-endian number in two bytes.';
COMMENT ON FUNCTION int4_at IS 'The signed big-endian number in four bytes.';

CREATE VIEW fix WITH (security_invoker = true) AS
SELECT b.hour + int4_at(b.records, 4 * i) * interval '1 millisecond' AS fix_time, b.received_at, b.epoch,
       b.first_seq + int4_at(b.records, 4 * n + 4 * i) AS seq, b.device_no,
       nullif(int2_at(b.records, 16 * n + 2 * i), -1)::smallint AS speed_dms,
       nullif(int2_at(b.records, 18 * n + 2 * i), -1)::smallint AS course_deg,
       nullif(int2_at(b.records, 20 * n + 2 * i), -32768)::smallint AS altitude_m,
       nullif(int2_at(b.records, 22 * n + 2 * i), -1)::smallint AS hdop_tenths,
       nullif(get_byte(b.records, 24 * n + i), 255)::smallint AS satellites,
       get_byte(b.records, 25 * n + i)::smallint AS mode,
       int2_at(b.records, 26 * n + 2 * i)::smallint AS flags,
       ST_SetSRID(ST_MakePoint(int4_at(b.records, 12 * n + 4 * i) / 1e6, int4_at(b.records, 8 * n + 4 * i) / 1e6), 4326) AS geom
FROM fix_block b CROSS JOIN LATERAL (SELECT length(b.records) / 28 AS n) AS size CROSS JOIN LATERAL generate_series(0, n - 1) AS i;
COMMENT ON VIEW fix IS 'Every position ever acknowledged to a tracker, a row each; NULL = the receiver did not say. For people and tools; the service itself reads blocks.';
COMMENT ON COLUMN fix.fix_time IS 'Satellite time.';
COMMENT ON COLUMN fix.flags IS 'Fix.FLAG_... of the wire: 1 ignition known, 2 ignition on, 4 jump, 8 held, 16 private.';

GRANT SELECT, INSERT, UPDATE, DELETE ON fix_block, stored_seq TO "${service-user}";
GRANT SELECT ON fix TO "${service-user}";

CREATE FUNCTION fix_block_part(records bytea, from_ms int, until_ms int) RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS
$$
DECLARE
  n     int := length(records) / 28;
  first int := 0;
  size  int;
BEGIN
  WHILE first < n AND int4_at(records, 4 * first) < from_ms LOOP
    first := first + 1;
  END LOOP;
  size := 0;
  WHILE first + size < n AND int4_at(records, 4 * (first + size)) < until_ms LOOP
    size := size + 1;
  END LOOP;
  RETURN (SELECT string_agg(substring(records FROM c.head * n + c.width * first + 1 FOR c.width * size), '' ORDER BY c.head)
          FROM (VALUES (0, 4), (4, 4), (8, 4), (12, 4), (16, 2), (18, 2), (20, 2), (22, 2), (24, 1), (25, 1), (26, 2)) AS c(head, width));
END
$$;
COMMENT ON FUNCTION fix_block_part IS 'The records of a block with times from so many milliseconds of its hour on, and before others.';

-- Fixes leave the database as they lie in it. A block: hour (timestamptz), epoch, first_seq (bigint), count (int), records.
CREATE OR REPLACE FUNCTION packed_track(of_vehicle int, from_time timestamptz, until_time timestamptz) RETURNS bytea LANGUAGE sql STABLE AS
$$
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
    JOIN fix_block b ON b.hour = at.hour AND b.device_no = s.device_no
    WHERE NOT b.private AND at.hour < s.until
  ) AS parts
$$;
COMMENT ON FUNCTION packed_track IS 'The fixes of a vehicle, without those of private time; read by PackedTrack in Java.';

-- Who puts a tracker into a vehicle after it has spoken changes what that vehicle did on those days.
CREATE OR REPLACE FUNCTION dirty_days_of_ride() RETURNS trigger LANGUAGE plpgsql AS
$$
DECLARE
  changed ride := coalesce(NEW, OLD);
  spans   tstzmultirange := tstzmultirange(changed.during);
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.device_no = NEW.device_no AND OLD.vehicle_id = NEW.vehicle_id THEN
    spans := (tstzmultirange(OLD.during) - tstzmultirange(NEW.during)) + (tstzmultirange(NEW.during) - tstzmultirange(OLD.during));
  ELSIF TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'a ride keeps its tracker and its vehicle';
  END IF;
  INSERT INTO dirty_day (device_no, day, due_at)
  SELECT DISTINCT changed.device_no, (edge AT TIME ZONE r.time_zone)::date, now()
  FROM region r, unnest(spans) span
  JOIN fix_block b ON b.device_no = changed.device_no AND b.hour > coalesce(lower(span), '-infinity') - interval '1 hour'
    AND b.hour < coalesce(upper(span), 'infinity')
  -- Where a day does not begin with an hour, a block may lie in two of them.
  CROSS JOIN LATERAL unnest(ARRAY[b.hour, b.hour + interval '59 minutes']) AS edge
  ORDER BY 2
  ON CONFLICT (device_no, day) DO UPDATE SET claimed_at = NULL, due_at = now();
  RETURN NULL;
END
$$;

-- What was stored as rows becomes blocks.
SELECT ensure_fix_partition(day) FROM (
  SELECT DISTINCT (date_trunc('hour', f.fix_time, 'UTC') AT TIME ZONE r.time_zone)::date AS day FROM fix_row f, region r ORDER BY 1
) AS days;

INSERT INTO fix_block (hour, received_at, epoch, first_seq, device_no, south_e6, west_e6, north_e6, east_e6, private, records)
SELECT hour, min(received_at), epoch, min(first_seq), device_no, min(lat), min(lon), max(lat), max(lon), private,
       string_agg(int4send((extract(epoch FROM fix_time - hour) * 1000)::int), '' ORDER BY fix_time, seq)
         || string_agg(int4send((seq - first_seq)::int), '' ORDER BY fix_time, seq)
         || string_agg(int4send(lat), '' ORDER BY fix_time, seq) || string_agg(int4send(lon), '' ORDER BY fix_time, seq)
         || string_agg(int2send(coalesce(speed_dms, (-1)::smallint)), '' ORDER BY fix_time, seq)
         || string_agg(int2send(coalesce(course_deg, (-1)::smallint)), '' ORDER BY fix_time, seq)
         || string_agg(int2send(coalesce(altitude_m, (-32768)::smallint)), '' ORDER BY fix_time, seq)
         || string_agg(int2send(coalesce(hdop_tenths, (-1)::smallint)), '' ORDER BY fix_time, seq)
         || string_agg(substring(int2send(coalesce(satellites, 255::smallint)) FROM 2), '' ORDER BY fix_time, seq)
         || string_agg(substring(int2send(mode) FROM 2), '' ORDER BY fix_time, seq)
         || string_agg(int2send(flags), '' ORDER BY fix_time, seq)
FROM (
  SELECT f.*, flags & 16 <> 0 AS private, date_trunc('hour', fix_time, 'UTC') AS hour,
         round(ST_Y(geom) * 1e6)::int AS lat, round(ST_X(geom) * 1e6)::int AS lon,
         min(seq) OVER (PARTITION BY device_no, epoch, date_trunc('hour', fix_time, 'UTC'), flags & 16 <> 0) AS first_seq
  FROM fix_row f
) AS f
GROUP BY device_no, epoch, hour, private;

INSERT INTO stored_seq (device_no, epoch, word, stored, fresh)
SELECT device_no, epoch, seq >> 6, bit_or(1::bigint << (seq & 63)::int), bit_or(1::bigint << (seq & 63)::int) FROM fix_row GROUP BY 1, 2, 3;

DROP TABLE fix_row;
