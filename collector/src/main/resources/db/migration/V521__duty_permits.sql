-- Duty permits: when a vehicle may be out of the regency and on the road outside working hours.

CREATE TABLE duty_permit (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  vehicle_id   int NOT NULL REFERENCES vehicle,
  opd_id       int NOT NULL REFERENCES opd,
  from_time    timestamptz NOT NULL,
  until_time   timestamptz NOT NULL,
  purpose      text NOT NULL CHECK (length(trim(purpose)) BETWEEN 3 AND 500),
  letter       text NOT NULL CHECK (length(trim(letter)) BETWEEN 1 AND 100),
  author_id    int NOT NULL REFERENCES user_account,
  author_name  text NOT NULL,
  made_at      timestamptz NOT NULL,
  CHECK (until_time > from_time AND until_time <= from_time + interval '31 days' AND until_time > made_at)
);
COMMENT ON TABLE duty_permit IS 'SPT or permit of use, registered before it is used: it counts from made_at on, so that nobody clears an alert afterwards; for that there is the clarification. Append only.';
COMMENT ON COLUMN duty_permit.opd_id IS 'The agency that kept the vehicle when it was registered.';
CREATE INDEX duty_permit_vehicle ON duty_permit (vehicle_id, until_time);

CREATE TABLE permit_cancellation (
  permit_id    bigint PRIMARY KEY REFERENCES duty_permit,
  reason       text NOT NULL CHECK (length(trim(reason)) BETWEEN 3 AND 500),
  author_id    int NOT NULL REFERENCES user_account,
  author_name  text NOT NULL,
  made_at      timestamptz NOT NULL
);
COMMENT ON TABLE permit_cancellation IS 'From made_at on the permit counts no more. Append only.';

CREATE TRIGGER duty_permit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON duty_permit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER permit_cancellation_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON permit_cancellation
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Only days that something is known of; who left the regency the day before may come under it, too.
CREATE FUNCTION permit_marks_alerts() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  zone   text := (SELECT time_zone FROM region);
  permit duty_permit;
BEGIN
  IF TG_TABLE_NAME = 'duty_permit' THEN
    permit := NEW;
  ELSE
    SELECT * INTO permit FROM duty_permit WHERE id = NEW.permit_id;
  END IF;
  INSERT INTO alert_due (vehicle_id, day)
  SELECT v.vehicle_id, v.day FROM vehicle_day v
  WHERE v.vehicle_id = permit.vehicle_id
    AND v.day BETWEEN (NEW.made_at AT TIME ZONE zone)::date - 1 AND (permit.until_time AT TIME ZONE zone)::date
  ON CONFLICT (vehicle_id, day) DO UPDATE SET claimed_at = NULL, not_before = NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER permit_marks_alerts AFTER INSERT ON duty_permit FOR EACH ROW EXECUTE FUNCTION permit_marks_alerts();
CREATE TRIGGER permit_marks_alerts AFTER INSERT ON permit_cancellation FOR EACH ROW EXECUTE FUNCTION permit_marks_alerts();

GRANT SELECT ON duty_permit, permit_cancellation TO "${service-user}";
GRANT SELECT, INSERT ON duty_permit, permit_cancellation TO "${app-user}";

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['duty_permit', 'permit_cancellation'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY service ON %I TO "${service-user}" USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY owner ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
  END LOOP;
END
$$;
CREATE POLICY reads ON duty_permit FOR SELECT TO "${app-user}" USING ((SELECT app_reads_all_opds()) OR app_writes_opd(opd_id));
CREATE POLICY registers ON duty_permit FOR INSERT TO "${app-user}"
  WITH CHECK (app_writes_opd(opd_id) AND opd_id = vehicle_opd(vehicle_id)
              AND author_id = CAST(current_setting('app.user', true) AS int));
CREATE POLICY reads ON permit_cancellation FOR SELECT TO "${app-user}"
  USING (EXISTS (SELECT 1 FROM duty_permit p WHERE p.id = permit_id));
CREATE POLICY cancels ON permit_cancellation FOR INSERT TO "${app-user}"
  WITH CHECK (author_id = CAST(current_setting('app.user', true) AS int)
              AND EXISTS (SELECT 1 FROM duty_permit p WHERE p.id = permit_id AND app_writes_opd(p.opd_id)));
