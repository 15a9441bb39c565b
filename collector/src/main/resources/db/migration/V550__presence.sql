-- Where vehicles stood, counted by day and desa: what "which kecamatan sees its officials" is answered from. Decision 0037.

CREATE TABLE presence (
  vehicle_id int NOT NULL,
  day        date NOT NULL,
  area_id    int NOT NULL,
  opd_id     int NOT NULL,
  stay_count int NOT NULL CHECK (stay_count > 0),
  stayed_s   int NOT NULL CHECK (stayed_s > 0),
  PRIMARY KEY (vehicle_id, day, area_id)
);
COMMENT ON TABLE presence IS 'How often and how long a vehicle stood in a desa on a day of the region, without where it belongs: see PresencePolicy. Derived from its stops.';
COMMENT ON COLUMN presence.area_id IS 'A desa or kelurahan; where no outline was loaded the nearest.';
COMMENT ON COLUMN presence.opd_id IS 'The agency that kept it at the end of that day, as vehicle_opd_on says; when that changes it is counted again.';
CREATE INDEX presence_day ON presence (day);
CREATE INDEX presence_area ON presence (area_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON presence TO "${service-user}";
GRANT SELECT ON presence TO "${app-user}";
ALTER TABLE presence ENABLE ROW LEVEL SECURITY;
ALTER TABLE presence FORCE ROW LEVEL SECURITY;
CREATE POLICY app_reads ON presence FOR SELECT TO "${app-user}" USING ((SELECT app_reads_all_opds()) OR app_writes_opd(opd_id));
CREATE POLICY service_all ON presence TO "${service-user}" USING (true) WITH CHECK (true);
CREATE POLICY owner ON presence TO CURRENT_USER USING (true) WITH CHECK (true);

-- A day that is derived again is a new row, and so is to be counted again by itself.
ALTER TABLE vehicle_day ADD COLUMN presence_of int;
COMMENT ON COLUMN vehicle_day.presence_of IS 'The version of the areas (area_version) with which its presence was counted; NULL = it is to be counted.';
CREATE INDEX vehicle_day_presence_of ON vehicle_day (presence_of);

CREATE TABLE area_version (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  version  int NOT NULL
);
COMMENT ON TABLE area_version IS 'Grows with every change of a kecamatan, desa or office: what was counted by older ones is counted again.';
INSERT INTO area_version (version) VALUES (1);
GRANT SELECT ON area_version TO "${service-user}";

CREATE FUNCTION area_counts_on() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (coalesce(NEW, OLD)).kind IN ('kecamatan', 'desa', 'kelurahan', 'office') THEN
    UPDATE area_version SET version = version + 1;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER area_counts_on AFTER INSERT OR UPDATE OR DELETE ON area FOR EACH ROW EXECUTE FUNCTION area_counts_on();

-- Whose it was on a day, and whether it is the car of a person, decide what is counted.
CREATE FUNCTION vehicle_marks_presence() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  changed jsonb := to_jsonb(coalesce(NEW, OLD));
BEGIN
  UPDATE vehicle_day SET presence_of = NULL
  WHERE vehicle_id = CAST(coalesce(changed ->> 'vehicle_id', changed ->> 'id') AS int) AND presence_of IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER keeper_marks_presence AFTER INSERT OR UPDATE OR DELETE ON vehicle_keeper
  FOR EACH ROW EXECUTE FUNCTION vehicle_marks_presence();
CREATE TRIGGER vehicle_marks_presence AFTER UPDATE OF use_class ON vehicle
  FOR EACH ROW WHEN (OLD.use_class <> NEW.use_class) EXECUTE FUNCTION vehicle_marks_presence();
