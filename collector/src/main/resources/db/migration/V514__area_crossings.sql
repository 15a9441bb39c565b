-- When a vehicle entered and left the areas that are watched: geofences, and the regency with its islands.
CREATE TABLE area_crossing (
  vehicle_id int NOT NULL,
  day        date NOT NULL,
  nr         int NOT NULL,
  area_id    int NOT NULL,
  at         timestamptz NOT NULL,
  entered    boolean NOT NULL,
  PRIMARY KEY (vehicle_id, day, nr)
);
COMMENT ON TABLE area_crossing IS 'A vehicle entered or left an area, with hysteresis: see CrossingPolicy. Derived with its day.';
CREATE INDEX area_crossing_area ON area_crossing (area_id, at);
GRANT SELECT, INSERT, UPDATE, DELETE ON area_crossing TO "${service-user}";
GRANT SELECT ON area_crossing TO "${app-user}";
ALTER TABLE area_crossing ENABLE ROW LEVEL SECURITY;
ALTER TABLE area_crossing FORCE ROW LEVEL SECURITY;
CREATE POLICY app_reads ON area_crossing FOR SELECT TO "${app-user}"
  USING ((SELECT app_reads_all_opds()) OR app_writes_opd(vehicle_opd_on(vehicle_id, day)));
CREATE POLICY service_all ON area_crossing TO "${service-user}" USING (true) WITH CHECK (true);
CREATE POLICY owner ON area_crossing TO CURRENT_USER USING (true) WITH CHECK (true);

-- A watched area that comes, moves or goes has the last days derived again, twenty a second: live days, due in between, do not wait for them.
CREATE FUNCTION area_marks_days() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  changed area := coalesce(NEW, OLD);
BEGIN
  IF changed.kind IN ('geofence', 'regency', 'island') THEN
    INSERT INTO dirty_day (device_no, day, due_at)
    -- Not at once: the collector that changed it has yet to take note.
    SELECT d.no, d.day, now() + interval '5 seconds' + interval '50 milliseconds' * row_number() OVER (ORDER BY d.day DESC, d.no)
    FROM (SELECT DISTINCT unnest(v.device_nos) AS no, v.day FROM vehicle_day v WHERE v.day >= current_date - 15) d
    ORDER BY d.no, d.day
    ON CONFLICT (device_no, day) DO UPDATE SET claimed_at = NULL, due_at = excluded.due_at WHERE dirty_day.claimed_at IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER area_marks_days AFTER INSERT OR UPDATE OR DELETE ON area FOR EACH ROW EXECUTE FUNCTION area_marks_days();
