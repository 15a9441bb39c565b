-- The register of vehicles that people keep: until when its papers hold, what its odometer said, and which vehicle has left.

ALTER TABLE vehicle
  ADD COLUMN retired_on    date,
  ADD COLUMN retire_reason text CHECK (length(trim(retire_reason)) BETWEEN 3 AND 500),
  ADD CHECK ((retired_on IS NULL) = (retire_reason IS NULL));
COMMENT ON COLUMN vehicle.retired_on IS 'The day it left the fleet (sold, lent out, written off): its past stays, it is listed no longer.';

CREATE TABLE vehicle_due (
  vehicle_id  int NOT NULL REFERENCES vehicle,
  kind        text NOT NULL CHECK (kind IN ('tax', 'plate', 'inspection', 'service')),
  due_on      date NOT NULL,
  note        text CHECK (length(trim(note)) BETWEEN 1 AND 200),
  author_id   int NOT NULL REFERENCES user_account,
  author_name text NOT NULL,
  made_at     timestamptz NOT NULL,
  PRIMARY KEY (vehicle_id, kind, made_at)
);
COMMENT ON TABLE vehicle_due IS 'Until when something is to be done again. The newest row of a kind holds. Append only.';
COMMENT ON COLUMN vehicle_due.kind IS 'tax: yearly validation of the STNK; plate: five-yearly STNK and plates; inspection: KIR; service: maintenance.';

CREATE TABLE odometer_reading (
  vehicle_id  int NOT NULL REFERENCES vehicle,
  read_on     date NOT NULL,
  km          int NOT NULL CHECK (km BETWEEN 0 AND 2000000),
  author_id   int NOT NULL REFERENCES user_account,
  author_name text NOT NULL,
  made_at     timestamptz NOT NULL,
  PRIMARY KEY (vehicle_id, made_at)
);
COMMENT ON TABLE odometer_reading IS 'What somebody read on the dashboard of a vehicle, in km. Append only.';

CREATE TRIGGER vehicle_due_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON vehicle_due
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER odometer_reading_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON odometer_reading
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT ON vehicle_due, odometer_reading TO "${service-user}";
GRANT SELECT, INSERT ON vehicle_due, odometer_reading TO "${app-user}";
GRANT INSERT, UPDATE (name, kind, use_class, asset_number, retired_on, retire_reason) ON vehicle TO "${app-user}";
GRANT INSERT, UPDATE (plate) ON vehicle_plate TO "${app-user}";
GRANT INSERT ON vehicle_keeper TO "${app-user}";

-- The administrator of the regency keeps the register; the agency that keeps a vehicle keeps its papers.
CREATE POLICY admin_adds ON vehicle FOR INSERT TO "${app-user}" WITH CHECK (app_role() = 'admin');
CREATE POLICY admin_changes ON vehicle FOR UPDATE TO "${app-user}" USING (app_role() = 'admin') WITH CHECK (app_role() = 'admin');
CREATE POLICY admin_adds ON vehicle_plate FOR INSERT TO "${app-user}" WITH CHECK (app_role() = 'admin');
CREATE POLICY admin_changes ON vehicle_plate FOR UPDATE TO "${app-user}" USING (app_role() = 'admin') WITH CHECK (app_role() = 'admin');
CREATE POLICY admin_adds ON vehicle_keeper FOR INSERT TO "${app-user}" WITH CHECK (app_role() = 'admin');

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['vehicle_due', 'odometer_reading'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY service ON %I TO "${service-user}" USING (true)', name);
    EXECUTE format('CREATE POLICY owner ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT TO "${app-user}"
                    USING (EXISTS (SELECT 1 FROM vehicle v WHERE v.id = vehicle_id))', name);
    EXECUTE format('CREATE POLICY keeps ON %I FOR INSERT TO "${app-user}"
                    WITH CHECK (author_id = CAST(current_setting(''app.user'', true) AS int)
                                AND (app_role() = ''admin'' OR app_writes_opd(vehicle_opd(vehicle_id))))', name);
  END LOOP;
END
$$;
