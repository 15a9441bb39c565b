-- Where trackers are and were, and what is derived from it. Only ingest and jobs (the service login) read fixes directly.

CREATE TABLE fix (
  fix_time    timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  epoch       bigint NOT NULL,
  seq         bigint NOT NULL,
  device_no   int NOT NULL,
  speed_dms   smallint,
  course_deg  smallint,
  altitude_m  smallint,
  hdop_tenths smallint,
  satellites  smallint,
  mode        smallint NOT NULL,
  flags       smallint NOT NULL,
  geom        geometry(Point, 4326) NOT NULL,
  PRIMARY KEY (device_no, fix_time, epoch, seq)
) PARTITION BY RANGE (fix_time);
COMMENT ON TABLE fix IS 'Every position ever acknowledged to a tracker, one partition a day of the region. Columns keep the steps of the wire, so nothing is altered: 0.1 m/s, 1 degree, 1 m, 0.1 of HDOP; NULL = the receiver did not say.';
COMMENT ON COLUMN fix.fix_time IS 'Satellite time.';
COMMENT ON COLUMN fix.received_at IS 'Server time.';
COMMENT ON COLUMN fix.epoch IS 'The journal that numbered the record; (device, epoch, seq) names it once and for all.';
COMMENT ON COLUMN fix.flags IS 'Fix.FLAG_... of the wire: 1 ignition known, 2 ignition on, 4 jump, 8 held, 16 private.';

-- Rows come in nearly in the order of time, so this is a handful of pages a day. No index on geom while a day is open: it would double the cost of a row.
CREATE INDEX fix_time_brin ON fix USING brin (fix_time) WITH (pages_per_range = 32);

-- The service login owns no table, so it asks this function. ATTACH takes a weak lock only: ingest and readers go on meanwhile.
CREATE FUNCTION ensure_fix_partition(wanted date) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE
  zone text := (SELECT time_zone FROM region);
  name text := 'fix_' || to_char(wanted, 'YYYYMMDD');
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
  PERFORM pg_advisory_xact_lock(742101);
  IF to_regclass(name) IS NOT NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE fix INCLUDING ALL)', name);
  EXECUTE format('ALTER TABLE fix ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name,
                 wanted::timestamp AT TIME ZONE zone, (wanted + 1)::timestamp AT TIME ZONE zone);
  RETURN true;
END
$$;
COMMENT ON FUNCTION ensure_fix_partition IS 'Makes the partition of a day of the region if it is not there; true = it was made now.';
REVOKE ALL ON FUNCTION ensure_fix_partition FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_fix_partition TO "${service-user}";

CREATE TABLE latest_position (
  device_no   int PRIMARY KEY,
  fix_time    timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  epoch       bigint NOT NULL,
  seq         bigint NOT NULL,
  since       timestamptz NOT NULL,
  batch_from  timestamptz NOT NULL,
  speed_dms   smallint,
  course_deg  smallint,
  flags       smallint NOT NULL,
  standing    boolean NOT NULL,
  geom        geometry(Point, 4326) NOT NULL
) WITH (fillfactor = 50);
COMMENT ON TABLE latest_position IS 'The newest position of each tracker by satellite time; an older one never replaces a newer.';
COMMENT ON COLUMN latest_position.since IS 'Since when it stands, or moves.';
COMMENT ON COLUMN latest_position.batch_from IS 'The oldest fix that came together with this one: if since is as old, nothing in between contradicts what was known before.';

CREATE TABLE dirty_day (
  device_no  int NOT NULL,
  day        date NOT NULL,
  due_at     timestamptz NOT NULL,
  claimed_at timestamptz,
  PRIMARY KEY (device_no, day)
) WITH (fillfactor = 50);
COMMENT ON TABLE dirty_day IS 'Days of the region whose trips and stops are to be derived again, because fixes came.';
COMMENT ON COLUMN dirty_day.claimed_at IS 'A worker is at it; ingest takes the claim away when more comes meanwhile, and then it is done once more.';

CREATE TABLE vehicle_day (
  vehicle_id     int NOT NULL,
  day            date NOT NULL,
  fix_count      int NOT NULL,
  first_fix_time timestamptz NOT NULL,
  last_fix_time  timestamptz NOT NULL,
  distance_m     double precision NOT NULL,
  moving_s       int NOT NULL,
  stopped_s      int NOT NULL,
  trip_count     int NOT NULL,
  device_nos     int[] NOT NULL,
  before_time    timestamptz,
  after_time     timestamptz,
  derived_at     timestamptz NOT NULL,
  PRIMARY KEY (vehicle_id, day)
);
COMMENT ON TABLE vehicle_day IS 'A day of a vehicle in one line. Derived: may be deleted and computed again.';

CREATE TABLE trip (
  vehicle_id    int NOT NULL,
  day           date NOT NULL,
  nr            int NOT NULL,
  start_time    timestamptz NOT NULL,
  end_time      timestamptz NOT NULL,
  distance_m    double precision NOT NULL,
  max_speed_dms int NOT NULL,
  from_geom     geometry(Point, 4326) NOT NULL,
  to_geom       geometry(Point, 4326) NOT NULL,
  from_place    text,
  to_place      text,
  PRIMARY KEY (vehicle_id, day, nr)
);
COMMENT ON COLUMN vehicle_day.device_nos IS 'The trackers it was derived from: also when one of them rides elsewhere now, the day is found again.';
COMMENT ON COLUMN vehicle_day.before_time IS 'The last fix before the day and its margin that was looked at; after_time the first after it. When another one comes, the day is derived again.';
COMMENT ON TABLE trip IS 'From leaving to arriving, within one day of the region. Derived.';

CREATE TABLE stop (
  vehicle_id    int NOT NULL,
  day           date NOT NULL,
  nr            int NOT NULL,
  start_time    timestamptz NOT NULL,
  end_time      timestamptz NOT NULL,
  began_before  boolean NOT NULL,
  goes_on       boolean NOT NULL,
  engine        text NOT NULL CHECK (engine IN ('off', 'on', 'unknown')),
  geom          geometry(Point, 4326) NOT NULL,
  place         text,
  PRIMARY KEY (vehicle_id, day, nr)
);
COMMENT ON TABLE stop IS 'Stayed in one place for minutes. Cut at the ends of the day; began_before and goes_on say so. Derived.';
COMMENT ON COLUMN stop.goes_on IS 'Nothing is known of it after end_time, or it stands into the next day.';

CREATE TABLE track_gap (
  vehicle_id int NOT NULL,
  day        date NOT NULL,
  nr         int NOT NULL,
  from_time  timestamptz NOT NULL,
  to_time    timestamptz NOT NULL,
  PRIMARY KEY (vehicle_id, day, nr)
);
COMMENT ON TABLE track_gap IS 'Nothing is known of a moving vehicle in between. Derived.';

GRANT SELECT, INSERT, UPDATE, DELETE ON fix, latest_position, dirty_day, vehicle_day, trip, stop, track_gap TO "${service-user}";
GRANT SELECT ON vehicle_day, trip, stop, track_gap TO "${app-user}";

-- Who may read a day of a vehicle: whoever reads the agency that kept it on that day.
CREATE FUNCTION region_day_start(of_day date) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT of_day::timestamp AT TIME ZONE (SELECT time_zone FROM region) $$;

CREATE FUNCTION vehicle_opd_on(of_vehicle int, on_day date) RETURNS int LANGUAGE sql STABLE PARALLEL SAFE AS
$$
  SELECT opd_id FROM vehicle_keeper WHERE vehicle_id = of_vehicle
  ORDER BY since < region_day_start(on_day + 1) DESC, abs(extract(epoch FROM since - region_day_start(on_day + 1))) LIMIT 1
$$;
COMMENT ON FUNCTION vehicle_opd_on IS 'The agency that kept a vehicle at the end of that day; before its first keeper, the first.';

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['vehicle_day', 'trip', 'stop', 'track_gap'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY app_reads ON %I FOR SELECT TO "${app-user}" USING (app_reads_opd(vehicle_opd_on(vehicle_id, day)))', name);
    EXECUTE format('CREATE POLICY service_all ON %I TO "${service-user}" USING (true) WITH CHECK (true)', name);
  END LOOP;
END
$$;

-- Fixes leave the database packed: 39 bytes each instead of a row of ten values, of which a day of a vehicle has up to 86 400.
-- timestamptz (8), EWKB of the point (25), speed, course, flags (2 each, -1 = unknown).
CREATE FUNCTION packed_track(of_vehicle int, from_time timestamptz, until_time timestamptz) RETURNS bytea LANGUAGE sql STABLE AS
$$
  SELECT coalesce(string_agg(packed, ''), '') FROM (
    SELECT timestamptz_send(f.fix_time) || geometry_send(f.geom) || int2send(coalesce(f.speed_dms, -1::smallint))
             || int2send(coalesce(f.course_deg, -1::smallint)) || int2send(f.flags | CASE WHEN f.hdop_tenths > 100 THEN 16384 ELSE 0 END::smallint) AS packed
    FROM ride r
    JOIN fix f ON f.device_no = r.device_no AND f.fix_time >= lower(r.during) AND (upper_inf(r.during) OR f.fix_time < upper(r.during))
    WHERE r.vehicle_id = of_vehicle AND f.fix_time >= from_time AND f.fix_time < until_time AND f.flags & 16 = 0
    ORDER BY f.fix_time, f.epoch, f.seq
  ) AS in_order
$$;
COMMENT ON FUNCTION packed_track IS 'The fixes of a vehicle in order, without those of private time; read by PackedTrack in Java.';
REVOKE ALL ON FUNCTION packed_track FROM PUBLIC;
GRANT EXECUTE ON FUNCTION packed_track TO "${service-user}";

-- People do not read fixes but through this: the same wall as above.
CREATE FUNCTION visible_track(of_vehicle int, on_day date) RETURNS bytea
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  SELECT CASE WHEN app_reads_opd(vehicle_opd_on(of_vehicle, on_day))
    THEN packed_track(of_vehicle, region_day_start(on_day), region_day_start(on_day + 1)) END
$$;
COMMENT ON FUNCTION visible_track IS 'The fixes of a day of a vehicle, if the viewer of this transaction may see them; else NULL.';
REVOKE ALL ON FUNCTION visible_track FROM PUBLIC;
GRANT EXECUTE ON FUNCTION visible_track TO "${app-user}";

-- Who puts a tracker into a vehicle after it has spoken changes what that vehicle did on those days.
CREATE FUNCTION dirty_days_of_ride() RETURNS trigger LANGUAGE plpgsql AS
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
  SELECT DISTINCT changed.device_no, (f.fix_time AT TIME ZONE r.time_zone)::date, now()
  FROM region r, unnest(spans) span
  JOIN fix f ON f.device_no = changed.device_no AND f.fix_time >= coalesce(lower(span), '-infinity')
    AND f.fix_time < coalesce(upper(span), 'infinity')
  ORDER BY 2
  ON CONFLICT (device_no, day) DO UPDATE SET claimed_at = NULL, due_at = now();
  RETURN NULL;
END
$$;
CREATE TRIGGER ride_changes_days AFTER INSERT OR UPDATE OR DELETE ON ride FOR EACH ROW EXECUTE FUNCTION dirty_days_of_ride();
