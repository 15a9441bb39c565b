-- What comes in small blocks is merged once its hour is over: a block of one position costs four times what is in it. Decision 0029.

-- A merged block holds records that came at different times; the view still tells when each of them did.
ALTER TABLE fix_block ADD COLUMN arrivals bytea NOT NULL DEFAULT '';
ALTER TABLE fix_block ALTER COLUMN arrivals SET STORAGE MAIN;
ALTER TABLE fix_block ADD CONSTRAINT fix_block_arrivals CHECK (length(arrivals) IN (0, length(records) / 7));
COMMENT ON COLUMN fix_block.received_at IS 'When the first of them came, by the clock of the server.';
COMMENT ON COLUMN fix_block.arrivals IS 'Empty when all of them came at received_at; else n numbers of 4 bytes, big-endian: ms after received_at at which each of them came.';

-- A large block lies compressed, and PostgreSQL would unpack it anew for every number that is read from it: hence "|| ''", once.
CREATE OR REPLACE VIEW fix WITH (security_invoker = true) AS
SELECT b.hour + int4_at(r.flat, 4 * i) * interval '1 millisecond' AS fix_time,
       CASE WHEN r.arrivals = '' THEN b.received_at
            ELSE b.received_at + int4_at(r.arrivals, 4 * i) * interval '1 millisecond' END AS received_at,
       b.epoch, b.first_seq + int4_at(r.flat, 4 * r.n + 4 * i) AS seq, b.device_no,
       nullif(int2_at(r.flat, 16 * r.n + 2 * i), -1)::smallint AS speed_dms,
       nullif(int2_at(r.flat, 18 * r.n + 2 * i), -1)::smallint AS course_deg,
       nullif(int2_at(r.flat, 20 * r.n + 2 * i), -32768)::smallint AS altitude_m,
       nullif(int2_at(r.flat, 22 * r.n + 2 * i), -1)::smallint AS hdop_tenths,
       nullif(get_byte(r.flat, 24 * r.n + i), 255)::smallint AS satellites,
       get_byte(r.flat, 25 * r.n + i)::smallint AS mode,
       int2_at(r.flat, 26 * r.n + 2 * i)::smallint AS flags,
       ST_SetSRID(ST_MakePoint(int4_at(r.flat, 12 * r.n + 4 * i) / 1e6, int4_at(r.flat, 8 * r.n + 4 * i) / 1e6), 4326) AS geom
FROM fix_block b
CROSS JOIN LATERAL (SELECT b.records || '' AS flat, b.arrivals || '' AS arrivals, length(b.records) / 28 AS n OFFSET 0) AS r
CROSS JOIN LATERAL generate_series(0, r.n - 1) AS i;

CREATE OR REPLACE FUNCTION fix_block_part(records bytea, from_ms int, until_ms int) RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS
$$
DECLARE
  flat  bytea := records || '';
  n     int := length(flat) / 28;
  first int := 0;
  size  int;
BEGIN
  WHILE first < n AND int4_at(flat, 4 * first) < from_ms LOOP
    first := first + 1;
  END LOOP;
  size := 0;
  WHILE first + size < n AND int4_at(flat, 4 * (first + size)) < until_ms LOOP
    size := size + 1;
  END LOOP;
  RETURN (SELECT string_agg(substring(flat FROM c.head * n + c.width * first + 1 FOR c.width * size), '' ORDER BY c.head)
          FROM (VALUES (0, 4), (4, 4), (8, 4), (12, 4), (16, 2), (18, 2), (20, 2), (22, 2), (24, 1), (25, 1), (26, 2)) AS c(head, width));
END
$$;

CREATE TABLE loose_day (
  device_no int NOT NULL,
  day       date NOT NULL,
  due_at    timestamptz NOT NULL,
  PRIMARY KEY (device_no, day)
) WITH (fillfactor = 50);
COMMENT ON TABLE loose_day IS 'Days of the region in which a tracker may have several blocks of one hour. They are merged when it is due; a row that is locked is being merged.';
CREATE INDEX loose_day_due ON loose_day (due_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON loose_day TO "${service-user}";

-- What has come so far.
INSERT INTO loose_day (device_no, day, due_at)
SELECT DISTINCT b.device_no, (b.hour AT TIME ZONE r.time_zone)::date, now() FROM fix_block b, region r;
