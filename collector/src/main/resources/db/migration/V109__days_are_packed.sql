-- Merging leaves holes in the table of a day: in those of morning and evening, when everybody drives, more than the next hour can fill. A day
-- that nothing comes into any more is written anew, by vehicle. Decision 0029.
CREATE TABLE packed_day (
  day          date PRIMARY KEY,
  packed_at    timestamptz NOT NULL,
  bytes_before bigint NOT NULL,
  bytes_after  bigint NOT NULL
);
COMMENT ON TABLE packed_day IS 'Days of the region whose partition has been written anew without holes, by vehicle. A day that much comes into later is taken out again.';
GRANT SELECT, DELETE ON packed_day TO "${service-user}";

-- CLUSTER, because it is the one way that a backup, which looks at the past, does not see an empty day through. It locks the day as long as it
-- writes, about a second for a million positions: so it waits for nobody longer than half a second, and leaves a day that is too large as it is.
CREATE FUNCTION pack_fix_day(of_day date, most_bytes bigint) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '500ms' AS
$$
DECLARE
  part   text := 'fix_block_' || to_char(of_day, 'YYYYMMDD');
  before bigint;
BEGIN
  IF NOT pg_try_advisory_xact_lock(742109) THEN
    RETURN false;
  END IF;
  EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', part);
  before := pg_total_relation_size(part);
  IF before <= most_bytes THEN
    EXECUTE format('CREATE INDEX %I ON %I (device_no, hour, epoch, first_seq)', part || '_packing', part);
    EXECUTE format('CLUSTER %I USING %I', part, part || '_packing');
    EXECUTE format('DROP INDEX %I', part || '_packing');
  END IF;
  INSERT INTO packed_day (day, packed_at, bytes_before, bytes_after) VALUES (of_day, now(), before, pg_total_relation_size(part))
  ON CONFLICT (day) DO NOTHING;
  RETURN true;
EXCEPTION
  WHEN lock_not_available THEN
    RETURN false;
END
$$;
COMMENT ON FUNCTION pack_fix_day IS 'Writes the partition of a day anew, by vehicle and without holes; false = somebody is using it, or packs another day.';
REVOKE ALL ON FUNCTION pack_fix_day FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pack_fix_day TO "${service-user}";
