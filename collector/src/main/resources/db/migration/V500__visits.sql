-- Site visits: stops of vehicles near the places of work packages. V5xx belongs to the package visit.

CREATE TABLE visit_rules (
  only_one       boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  point_m        int NOT NULL CHECK (point_m BETWEEN 10 AND 500),
  line_m         int NOT NULL CHECK (line_m BETWEEN 10 AND 500),
  area_m         int NOT NULL CHECK (area_m BETWEEN 0 AND 500),
  shortest_s     int NOT NULL CHECK (shortest_s >= 60),
  slow_kmh       numeric(4, 1) NOT NULL CHECK (slow_kmh > 0),
  slow_s         int NOT NULL CHECK (slow_s > 0),
  slow_m         int NOT NULL CHECK (slow_m > 0),
  join_s         int NOT NULL CHECK (join_s >= 0),
  strong_points  int NOT NULL,
  medium_points  int NOT NULL,
  office_m       int NOT NULL CHECK (office_m BETWEEN 10 AND 500),
  common_m       int NOT NULL CHECK (common_m BETWEEN 10 AND 500),
  common_stops   int NOT NULL CHECK (common_stops > 0),
  common_cars    int NOT NULL CHECK (common_cars > 0),
  common_opds    int NOT NULL CHECK (common_opds > 0),
  back_days      int NOT NULL CHECK (back_days BETWEEN 1 AND 60),
  CHECK (strong_points > medium_points)
);
COMMENT ON TABLE visit_rules IS 'What the regency decides about visits; see VisitRules. A change has the last days matched again.';
COMMENT ON COLUMN visit_rules.office_m IS 'So far around an office without an outline a stop belongs to the office.';
COMMENT ON COLUMN visit_rules.common_stops IS 'More stops than this in 30 days, by so many vehicles of so many agencies, make a common stop: fuel, market, mosque.';
COMMENT ON COLUMN visit_rules.back_days IS 'So far back it is matched again when a pin moves.';
INSERT INTO visit_rules VALUES (true, 150, 60, 100, 240, 20, 180, 200, 1800, 6, 4, 100, 80, 20, 5, 3, 14);

CREATE TABLE visit_reach (
  package_kind text PRIMARY KEY CHECK (package_kind IN ('construction', 'goods', 'services', 'consultancy', 'self-managed')),
  reach_m      int NOT NULL CHECK (reach_m BETWEEN 10 AND 500)
);
COMMENT ON TABLE visit_reach IS 'Another reach around the pin than visit_rules.point_m, for a kind of packages.';

-- An office is an area that has an agency; a common stop is one that a person has named.
ALTER TABLE area DROP CONSTRAINT area_kind_check;
ALTER TABLE area ADD CONSTRAINT area_kind_check
  CHECK (kind IN ('kecamatan', 'desa', 'kelurahan', 'office', 'common-stop'));
ALTER TABLE area ADD COLUMN opd_id int REFERENCES opd;
ALTER TABLE area ADD CONSTRAINT area_office_has_agency CHECK ((kind = 'office') = (opd_id IS NOT NULL));
COMMENT ON COLUMN area.opd_id IS 'The agency whose office it is.';

CREATE TABLE common_stop (
  lat         double precision NOT NULL,
  lon         double precision NOT NULL,
  stop_count  int NOT NULL,
  car_count   int NOT NULL,
  opd_count   int NOT NULL,
  computed_on date NOT NULL,
  PRIMARY KEY (lat, lon)
);
COMMENT ON TABLE common_stop IS 'Middles of cells of 100 m in which many vehicles stop: they prove nothing. Derived from the stops of 30 days.';

CREATE TABLE visit_due (
  vehicle_id int NOT NULL,
  day        date NOT NULL,
  marked_at  timestamptz NOT NULL DEFAULT now(),
  claimed_at timestamptz,
  not_before timestamptz,
  PRIMARY KEY (vehicle_id, day)
) WITH (fillfactor = 50);
COMMENT ON TABLE visit_due IS 'Days of vehicles whose visits are to be matched again, because their stops or something near them changed.';
COMMENT ON COLUMN visit_due.claimed_at IS 'A worker is at it; a further mark takes the claim away, and then it is done once more.';

CREATE TABLE visit_change (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  package_id int,
  geom       geometry(Geometry, 4326),
  since      date NOT NULL,
  whole      boolean NOT NULL
);
COMMENT ON TABLE visit_change IS 'Pins, offices, reports and rules that changed; the worker finds the days of vehicles that this touches.';
COMMENT ON COLUMN visit_change.geom IS 'Where it was, or is. NULL without a package: everything.';
COMMENT ON COLUMN visit_change.whole IS 'A package has come or gone; else only how it is judged.';

CREATE TABLE visit (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  vehicle_id     int NOT NULL REFERENCES vehicle,
  day            date NOT NULL,
  package_id     int NOT NULL,
  opd_id         int NOT NULL,
  vehicle_opd_id int NOT NULL REFERENCES opd,
  arrive         timestamptz NOT NULL,
  leave          timestamptz NOT NULL,
  goes_on        boolean NOT NULL,
  stay_s         int NOT NULL CHECK (stay_s >= 0),
  distance_m     int NOT NULL CHECK (distance_m >= 0),
  slow_travel    boolean NOT NULL,
  geom           geometry(Point, 4326) NOT NULL,
  level          text NOT NULL CHECK (level IN ('strong', 'medium', 'weak', 'excluded')),
  score          int NOT NULL,
  reasons        text NOT NULL,
  shared         int NOT NULL CHECK (shared >= 0),
  matched        boolean NOT NULL DEFAULT true,
  state          text NOT NULL DEFAULT 'automatic' CHECK (state IN ('automatic', 'confirmed', 'rejected')),
  counts         boolean NOT NULL GENERATED ALWAYS AS
                   (state = 'confirmed' OR (state = 'automatic' AND matched AND level IN ('strong', 'medium'))) STORED,
  derived_at     timestamptz NOT NULL,
  CHECK (leave >= arrive),
  UNIQUE (id, opd_id),
  FOREIGN KEY (package_id, opd_id) REFERENCES work_package (id, opd_id)
);
COMMENT ON TABLE visit IS 'A vehicle stood near the place of a work package: the vehicle was there, no more is claimed. Derived, but for what people said of it.';
COMMENT ON COLUMN visit.opd_id IS 'The agency of the package: its visits are its business.';
COMMENT ON COLUMN visit.vehicle_opd_id IS 'The agency that kept the vehicle on that day.';
COMMENT ON COLUMN visit.leave IS 'When it left; the last moment known while goes_on.';
COMMENT ON COLUMN visit.reasons IS 'Words of Reason, with spaces between.';
COMMENT ON COLUMN visit.shared IS 'How many other packages are as near: together they are one visit.';
COMMENT ON COLUMN visit.matched IS 'False: the rules do not find it any more, but a person has said something of it.';
COMMENT ON COLUMN visit.state IS 'What the newest visit_decision says.';
CREATE INDEX visit_package ON visit (package_id, arrive DESC);
CREATE INDEX visit_vehicle ON visit (vehicle_id, day);
CREATE INDEX visit_arrive ON visit (arrive DESC, id DESC);
CREATE INDEX visit_opd ON visit (opd_id, arrive DESC);

CREATE TABLE visit_version (
  visit_id    bigint NOT NULL,
  replaced_at timestamptz NOT NULL,
  vehicle_id  int NOT NULL,
  package_id  int NOT NULL,
  opd_id      int NOT NULL,
  arrive      timestamptz NOT NULL,
  leave       timestamptz NOT NULL,
  stay_s      int NOT NULL,
  distance_m  int NOT NULL,
  level       text NOT NULL,
  reasons     text NOT NULL,
  matched     boolean NOT NULL,
  state       text NOT NULL
);
COMMENT ON TABLE visit_version IS 'What a finished visit was before it was matched otherwise. Append only, so that what leaders saw can be shown again.';
CREATE INDEX visit_version_visit ON visit_version (visit_id);
CREATE INDEX visit_version_package ON visit_version (package_id);

CREATE TABLE visit_decision (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  visit_id    bigint NOT NULL,
  opd_id      int NOT NULL,
  decision    text NOT NULL CHECK (decision IN ('confirmed', 'rejected')),
  reason      text CHECK (length(trim(reason)) BETWEEN 3 AND 500),
  arrive      timestamptz NOT NULL,
  leave       timestamptz NOT NULL,
  distance_m  int NOT NULL,
  level       text NOT NULL,
  reasons     text NOT NULL,
  author_id   int NOT NULL REFERENCES user_account,
  author_name text NOT NULL,
  author_role text NOT NULL,
  decided_at  timestamptz NOT NULL,
  FOREIGN KEY (visit_id, opd_id) REFERENCES visit (id, opd_id),
  CHECK (decision = 'confirmed' OR reason IS NOT NULL)
);
COMMENT ON TABLE visit_decision IS 'What a person said of a visit, and what it looked like then. Append only; the newest holds.';
CREATE INDEX visit_decision_visit ON visit_decision (visit_id, id DESC);

-- Rules that hold even when the Java checks are bypassed.

CREATE TRIGGER visit_decision_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON visit_decision
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER visit_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON visit_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION visit_follow_decision() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE visit SET state = NEW.decision WHERE id = NEW.visit_id;
  RETURN NULL;
END $$;
CREATE TRIGGER visit_decision_follow AFTER INSERT ON visit_decision
  FOR EACH ROW EXECUTE FUNCTION visit_follow_decision();

-- A visit that goes on grows every minute; only what was finished is kept when it changes.
CREATE FUNCTION visit_keep_version() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.level <> NEW.level OR OLD.matched <> NEW.matched OR OLD.distance_m <> NEW.distance_m
     OR OLD.reasons <> NEW.reasons OR abs(OLD.stay_s - NEW.stay_s) >= 60 THEN
    INSERT INTO visit_version (visit_id, replaced_at, vehicle_id, package_id, opd_id, arrive, leave, stay_s, distance_m, level, reasons,
                               matched, state)
    VALUES (OLD.id, CASE WHEN TG_OP = 'DELETE' THEN clock_timestamp() ELSE NEW.derived_at END, OLD.vehicle_id, OLD.package_id, OLD.opd_id,
            OLD.arrive, OLD.leave, OLD.stay_s, OLD.distance_m, OLD.level, OLD.reasons, OLD.matched, OLD.state);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER visit_keep_version AFTER UPDATE OR DELETE ON visit
  FOR EACH ROW WHEN (NOT OLD.goes_on) EXECUTE FUNCTION visit_keep_version();

-- Who changes something says so in the same transaction; the worker finds out what it means.

CREATE FUNCTION visit_mark_day() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  derived vehicle_day := coalesce(NEW, OLD);
BEGIN
  INSERT INTO visit_due (vehicle_id, day) VALUES (derived.vehicle_id, derived.day)
  ON CONFLICT (vehicle_id, day) DO UPDATE SET claimed_at = NULL WHERE visit_due.claimed_at IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER vehicle_day_marks_visits AFTER INSERT OR DELETE ON vehicle_day
  FOR EACH ROW EXECUTE FUNCTION visit_mark_day();

CREATE FUNCTION visit_note_pin() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.location IS NOT DISTINCT FROM NEW.location AND OLD.kind = NEW.kind THEN
      RETURN NULL;
    END IF;
    IF OLD.location IS NOT NULL THEN
      INSERT INTO visit_change (package_id, geom, since, whole) VALUES (OLD.id, OLD.location, '-infinity', true);
    END IF;
  END IF;
  IF NEW.location IS NOT NULL THEN
    INSERT INTO visit_change (package_id, geom, since, whole) VALUES (NEW.id, NEW.location, '-infinity', true);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER work_package_notes_pin AFTER INSERT OR UPDATE ON work_package
  FOR EACH ROW EXECUTE FUNCTION visit_note_pin();

-- A year of reports comes in one statement at times: one row a package is enough.
CREATE FUNCTION visit_note_reports() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO visit_change (package_id, geom, since, whole)
  SELECT f.package_id, p.location, f.since,
         f.stages > 1 OR f.stage IS DISTINCT FROM (
           SELECT e.stage FROM effective_update e
           WHERE e.package_id = f.package_id AND e.kind = 'progress' AND e.report_date < f.since
           ORDER BY e.report_date DESC, e.version DESC LIMIT 1)
  FROM (SELECT package_id, min(report_date) AS since, count(DISTINCT stage) AS stages, min(stage) AS stage
        FROM fresh WHERE kind = 'progress' OR version > 1 GROUP BY package_id) f
  JOIN work_package p ON p.id = f.package_id
  WHERE p.location IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER package_update_notes_visits AFTER INSERT ON package_update
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION visit_note_reports();

CREATE FUNCTION visit_note_package() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO visit_change (package_id, geom, since, whole)
  SELECT p.id, p.location, '-infinity', TG_TABLE_NAME = 'package_flag' FROM work_package p
  WHERE p.id = NEW.package_id AND p.location IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER package_flag_notes_visits AFTER INSERT OR UPDATE ON package_flag
  FOR EACH ROW EXECUTE FUNCTION visit_note_package();
CREATE TRIGGER plan_version_notes_visits AFTER INSERT ON plan_version
  FOR EACH ROW WHEN (NEW.version > 1) EXECUTE FUNCTION visit_note_package();

CREATE FUNCTION visit_note_area() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  each area;
BEGIN
  FOREACH each IN ARRAY ARRAY[OLD, NEW] LOOP
    IF each.kind IN ('office', 'common-stop') THEN
      INSERT INTO visit_change (geom, since, whole) VALUES (coalesce(each.geom, each.middle), '-infinity', true);
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER area_notes_visits AFTER INSERT OR UPDATE OR DELETE ON area
  FOR EACH ROW EXECUTE FUNCTION visit_note_area();

CREATE FUNCTION visit_note_everything() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO visit_change (since, whole) VALUES ('-infinity', true);
  RETURN NULL;
END $$;
CREATE TRIGGER visit_rules_note_visits AFTER UPDATE ON visit_rules
  FOR EACH STATEMENT EXECUTE FUNCTION visit_note_everything();
CREATE TRIGGER visit_reach_notes_visits AFTER INSERT OR UPDATE OR DELETE ON visit_reach
  FOR EACH STATEMENT EXECUTE FUNCTION visit_note_everything();

-- Stops near a pin that moved.
CREATE INDEX stop_place ON stop USING gist (geom);

-- Who may read and write what.

GRANT SELECT ON visit_rules, visit_reach TO "${app-user}";
GRANT SELECT, INSERT, UPDATE, DELETE ON visit_rules, visit_reach, common_stop, visit_due, visit_change, visit TO "${service-user}";
GRANT SELECT ON visit_version, visit_decision TO "${service-user}";
GRANT SELECT ON visit, visit_version, visit_decision TO "${app-user}";
GRANT INSERT ON visit_decision TO "${app-user}";

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['visit', 'visit_version', 'visit_decision'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT TO "${app-user}"
                    USING ((SELECT app_reads_all_opds()) OR app_writes_opd(opd_id))', name);
    EXECUTE format('CREATE POLICY service ON %I TO "${service-user}" USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY owner ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
  END LOOP;
END
$$;
-- An operator reports on the work and so does not also witness it.
CREATE POLICY decides ON visit_decision FOR INSERT TO "${app-user}"
  WITH CHECK ((app_role() IN ('leader', 'verifier') OR (app_role() = 'opd-head' AND app_opd() = opd_id))
              AND author_id = CAST(current_setting('app.user', true) AS int));

-- What an installation has derived already.
INSERT INTO visit_due (vehicle_id, day) SELECT vehicle_id, day FROM vehicle_day WHERE day >= current_date - 14;
