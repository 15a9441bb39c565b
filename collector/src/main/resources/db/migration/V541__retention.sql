-- Positions are deleted by age, whole days at a time; of every day of a vehicle a thinned route stays. Decision 0033.

CREATE TABLE retention_hold (
  id       int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  from_day date NOT NULL,
  to_day   date NOT NULL CHECK (to_day >= from_day),
  reason   text NOT NULL,
  made_at  timestamptz NOT NULL,
  made_by  text NOT NULL,
  ended_at timestamptz,
  ended_by text,
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
COMMENT ON TABLE retention_hold IS 'Days of the region, both ends included, of which nothing is deleted while somebody looks into what happened on them.';

CREATE TABLE retired_day (
  day        date PRIMARY KEY,
  retired_at timestamptz NOT NULL,
  bytes      bigint NOT NULL,
  routes     int NOT NULL,
  told       boolean NOT NULL
);
COMMENT ON TABLE retired_day IS 'Days of the region whose positions were deleted by age. Nothing is derived of them again: what is left does not say what happened.';
COMMENT ON COLUMN retired_day.bytes IS 'How much room the positions took, also of what came later and was deleted too.';
COMMENT ON COLUMN retired_day.told IS 'Whether the audit has its line.';

CREATE TABLE kept_route (
  vehicle_id int NOT NULL,
  day        date NOT NULL,
  packed     bytea NOT NULL,
  PRIMARY KEY (vehicle_id, day)
);
COMMENT ON TABLE kept_route IS 'The thinned route of a day whose positions were deleted, as packed_track would give it. Read it through visible_track.';

GRANT SELECT, INSERT, UPDATE, DELETE ON retention_hold, retired_day, kept_route TO "${service-user}";

CREATE FUNCTION is_held(of_day date) RETURNS boolean LANGUAGE sql STABLE AS
  $$ SELECT EXISTS (SELECT FROM retention_hold WHERE ended_at IS NULL AND of_day BETWEEN from_day AND to_day) $$;
COMMENT ON FUNCTION is_held IS 'Whether somebody looks into what happened on this day.';

CREATE FUNCTION region_day(at timestamptz) RETURNS date LANGUAGE sql STABLE AS
  $$ SELECT (at AT TIME ZONE (SELECT time_zone FROM region))::date $$;
COMMENT ON FUNCTION region_day IS 'The day of the region in which a moment lies.';

-- Until the end of the transaction nothing comes into the day; who reads it goes on.
CREATE FUNCTION begin_retiring(of_day date) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '500ms' AS
$$
BEGIN
  IF is_held(of_day) OR NOT pg_try_advisory_xact_lock(742541) THEN
    RETURN false;
  END IF;
  EXECUTE format('LOCK TABLE %I IN SHARE MODE', 'fix_block_' || to_char(of_day, 'YYYYMMDD'));
  -- The day after is derived with the last minutes of this one.
  RETURN NOT EXISTS (SELECT FROM dirty_day WHERE day IN (of_day, of_day + 1));
EXCEPTION
  WHEN lock_not_available OR undefined_table THEN
    RETURN false;
END
$$;
COMMENT ON FUNCTION begin_retiring IS 'Keeps a day still so that its routes can be thinned; false = it is held, in use, or not yet derived.';

-- Dropping asks for a moment in which nobody uses any day.
CREATE FUNCTION end_retiring(of_day date) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '500ms' AS
$$
DECLARE
  part  text := 'fix_block_' || to_char(of_day, 'YYYYMMDD');
  bytes bigint := pg_total_relation_size(part);
BEGIN
  EXECUTE format('DROP TABLE %I', part);
  DELETE FROM loose_day WHERE day = of_day;
  DELETE FROM packed_day WHERE day = of_day;
  RETURN bytes;
EXCEPTION
  WHEN lock_not_available THEN
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION end_retiring IS 'Deletes the positions of a day; how many bytes they took, NULL = somebody is using them.';

REVOKE ALL ON FUNCTION begin_retiring, end_retiring FROM PUBLIC;
GRANT EXECUTE ON FUNCTION begin_retiring, end_retiring TO "${service-user}";

CREATE OR REPLACE FUNCTION visible_track(of_vehicle int, on_day date) RETURNS bytea
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  SELECT CASE WHEN app_reads_opd(vehicle_opd_on(of_vehicle, on_day))
    THEN coalesce((SELECT packed FROM kept_route WHERE vehicle_id = of_vehicle AND day = on_day),
                  packed_track(of_vehicle, region_day_start(on_day), region_day_start(on_day + 1))) END
$$;
COMMENT ON FUNCTION visible_track IS 'The fixes of a day of a vehicle, or what is kept of them, if the viewer of this transaction may see them; else NULL.';
