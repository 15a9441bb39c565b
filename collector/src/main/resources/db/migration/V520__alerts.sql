-- Alerts: indications that somebody should look at. V52x and V53x belong to the package alert.

CREATE TABLE alert_rule_version (
  rule         text NOT NULL,
  version      int NOT NULL CHECK (version > 0),
  enabled      boolean NOT NULL,
  severity     text NOT NULL CHECK (severity IN ('high', 'medium', 'low')),
  settings     jsonb NOT NULL,
  exempt_kinds text[] NOT NULL,
  reason       text NOT NULL CHECK (length(trim(reason)) BETWEEN 3 AND 500),
  author_id    int NOT NULL REFERENCES user_account,
  author_name  text NOT NULL,
  made_at      timestamptz NOT NULL,
  PRIMARY KEY (rule, version)
);
COMMENT ON TABLE alert_rule_version IS 'What the regency has decided about a rule instead of what it is delivered with (Rule in Java); the highest version holds. Append only.';
COMMENT ON COLUMN alert_rule_version.made_at IS 'It judges the whole day on which it was made and every later one; days before are judged by what held then.';

CREATE TABLE alert_quiet_version (
  version     int PRIMARY KEY CHECK (version > 0),
  quiet_from  time NOT NULL,
  quiet_until time NOT NULL,
  reason      text NOT NULL CHECK (length(trim(reason)) BETWEEN 3 AND 500),
  author_id   int NOT NULL REFERENCES user_account,
  author_name text NOT NULL,
  made_at     timestamptz NOT NULL
);
COMMENT ON TABLE alert_quiet_version IS 'Between these local times nobody is called for what is not of high severity; equal times mean never. Append only.';

CREATE TABLE alert_due (
  vehicle_id int NOT NULL,
  day        date NOT NULL,
  marked_at  timestamptz NOT NULL DEFAULT now(),
  claimed_at timestamptz,
  not_before timestamptz,
  PRIMARY KEY (vehicle_id, day)
) WITH (fillfactor = 50);
COMMENT ON TABLE alert_due IS 'Days of vehicles whose alerts are to be judged again, because something that they follow from has changed.';
COMMENT ON COLUMN alert_due.claimed_at IS 'A worker is at it; a further mark takes the claim away, and then it is done once more.';
COMMENT ON COLUMN alert_due.not_before IS 'A vehicle on the road is judged once a minute, not at every derivation; what an event tells is judged at once.';

CREATE TABLE alert (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rule          text NOT NULL,
  rule_version  int NOT NULL,
  vehicle_id    int NOT NULL REFERENCES vehicle,
  opd_id        int NOT NULL REFERENCES opd,
  day           date NOT NULL,
  start_time    timestamptz NOT NULL,
  end_time      timestamptz NOT NULL,
  goes_on       boolean NOT NULL,
  severity      text NOT NULL CHECK (severity IN ('high', 'medium', 'low')),
  of_device     boolean NOT NULL,
  times         int NOT NULL CHECK (times > 0),
  details       jsonb NOT NULL,
  geom          geometry(Point, 4326),
  place         text,
  found         boolean NOT NULL DEFAULT true,
  state         text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'in-progress', 'done')),
  made_at       timestamptz NOT NULL,
  announce_at   timestamptz NOT NULL,
  announced     boolean NOT NULL DEFAULT false,
  target_at     timestamptz NOT NULL,
  clarify_until timestamptz NOT NULL,
  clarified     boolean NOT NULL DEFAULT false,
  derived_at    timestamptz NOT NULL,
  CHECK (end_time >= start_time),
  CHECK (NOT of_device OR geom IS NULL),
  UNIQUE (rule, vehicle_id, start_time),
  UNIQUE (id, opd_id)
);
COMMENT ON TABLE alert IS 'An indication, no verdict: one vehicle and one rule in one incident. Derived, but for what people said of it.';
COMMENT ON COLUMN alert.opd_id IS 'The agency that kept the vehicle on that day: it may see it and clarify.';
COMMENT ON COLUMN alert.end_time IS 'The last moment known while goes_on.';
COMMENT ON COLUMN alert.of_device IS 'Of the tracker, not of who drives: a technician sees it, and so it has no place.';
COMMENT ON COLUMN alert.times IS 'How many events or trips were made one.';
COMMENT ON COLUMN alert.found IS 'False: the facts do not give it any more, or a permit covers it; but a person has said something of it.';
COMMENT ON COLUMN alert.announce_at IS 'People are told then: at once, or at the end of the quiet hours.';
COMMENT ON COLUMN alert.target_at IS 'Somebody should have taken it in hand by then.';
COMMENT ON COLUMN alert.clarify_until IS 'So long the agency may clarify before it can be noted for a follow-up by leaders.';
CREATE INDEX alert_start ON alert (start_time DESC, id DESC);
CREATE INDEX alert_opd ON alert (opd_id, start_time DESC);
CREATE INDEX alert_vehicle ON alert (vehicle_id, day);
CREATE INDEX alert_open ON alert (state, start_time DESC) WHERE state <> 'done';
CREATE INDEX alert_going_on ON alert (rule, vehicle_id) WHERE goes_on;
CREATE INDEX alert_unannounced ON alert (announce_at) WHERE NOT announced;

CREATE TABLE alert_action (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  alert_id    bigint NOT NULL,
  opd_id      int NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('acknowledge', 'clarify', 'close', 'reopen')),
  choice      text,
  reason      text NOT NULL CHECK (length(trim(reason)) BETWEEN 3 AND 500),
  letter      text CHECK (length(trim(letter)) BETWEEN 1 AND 100),
  author_id   int NOT NULL REFERENCES user_account,
  author_name text NOT NULL,
  author_role text NOT NULL,
  made_at     timestamptz NOT NULL,
  FOREIGN KEY (alert_id, opd_id) REFERENCES alert (id, opd_id),
  CHECK (CASE kind
           WHEN 'clarify' THEN choice IN ('duty-order', 'invitation', 'service', 'family-emergency', 'mistaken')
           WHEN 'close' THEN choice IN ('explained', 'followed-up', 'false-alarm', 'noted')
           ELSE choice IS NULL END),
  CHECK (letter IS NULL OR kind = 'clarify')
);
COMMENT ON TABLE alert_action IS 'What people did with an alert, by name and with a reason. Append only.';
COMMENT ON COLUMN alert_action.choice IS 'Of a clarification what it was; of a closing the outcome. noted = for leaders to follow up, never before the agency could clarify.';
CREATE INDEX alert_action_alert ON alert_action (alert_id, id);

-- Rules that hold even when the Java checks are bypassed.

CREATE TRIGGER alert_action_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON alert_action
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER alert_rule_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON alert_rule_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER alert_quiet_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON alert_quiet_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION alert_follow_action() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  of_alert alert;
BEGIN
  SELECT * INTO of_alert FROM alert WHERE id = NEW.alert_id FOR UPDATE;
  IF NEW.kind = 'close' AND NEW.choice = 'noted' AND NOT of_alert.clarified AND NEW.made_at < of_alert.clarify_until THEN
    RAISE EXCEPTION 'alert % may be clarified until %', NEW.alert_id, of_alert.clarify_until;
  END IF;
  UPDATE alert SET
    state = CASE NEW.kind WHEN 'close' THEN 'done' WHEN 'clarify' THEN state ELSE 'in-progress' END,
    clarified = clarified OR NEW.kind = 'clarify'
  WHERE id = NEW.alert_id;
  RETURN NULL;
END $$;
CREATE TRIGGER alert_action_follow AFTER INSERT ON alert_action
  FOR EACH ROW EXECUTE FUNCTION alert_follow_action();

-- Who changes something says so in the same transaction; the worker finds out what it means.

CREATE FUNCTION alert_mark_day() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  derived vehicle_day := coalesce(NEW, OLD);
BEGIN
  INSERT INTO alert_due (vehicle_id, day, not_before) VALUES (derived.vehicle_id, derived.day, now() + interval '1 minute')
  ON CONFLICT (vehicle_id, day) DO UPDATE SET claimed_at = NULL WHERE alert_due.claimed_at IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER vehicle_day_marks_alerts AFTER INSERT OR DELETE ON vehicle_day
  FOR EACH ROW EXECUTE FUNCTION alert_mark_day();

CREATE FUNCTION alert_mark_event() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO alert_due (vehicle_id, day)
  SELECT r.vehicle_id, (NEW.event_time AT TIME ZONE (SELECT time_zone FROM region))::date
  FROM ride r WHERE r.device_no = NEW.device_no AND r.during @> NEW.event_time
  ON CONFLICT (vehicle_id, day) DO UPDATE SET claimed_at = NULL, not_before = NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER device_event_marks_alerts AFTER INSERT ON device_event
  FOR EACH ROW WHEN (NEW.kind IN ('overspeed', 'tow', 'panic', 'tamper', 'power-lost', 'power-back'))
  EXECUTE FUNCTION alert_mark_event();
CREATE INDEX device_event_of_alerts ON device_event (device_no, event_time)
  WHERE kind IN ('overspeed', 'tow', 'panic', 'tamper', 'power-lost', 'power-back');

-- A rule judges from the day of its change on, and that day as a whole.
CREATE FUNCTION alert_mark_today() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  zone  text := (SELECT time_zone FROM region);
  since date := (NEW.made_at AT TIME ZONE zone)::date;
BEGIN
  INSERT INTO alert_due (vehicle_id, day)
  SELECT v.vehicle_id, v.day FROM vehicle_day v WHERE v.day >= since
  UNION
  SELECT a.vehicle_id, a.day FROM alert a WHERE a.day >= since
  UNION
  SELECT r.vehicle_id, (e.event_time AT TIME ZONE zone)::date
  FROM ride r
  JOIN device_event e ON e.device_no = r.device_no AND r.during @> e.event_time
    AND e.kind IN ('overspeed', 'tow', 'panic', 'tamper', 'power-lost', 'power-back') AND e.event_time >= region_day_start(since)
  ON CONFLICT (vehicle_id, day) DO UPDATE SET claimed_at = NULL, not_before = NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER alert_rule_version_marks_alerts AFTER INSERT ON alert_rule_version
  FOR EACH ROW EXECUTE FUNCTION alert_mark_today();

-- Who may read and write what.

GRANT SELECT, INSERT, UPDATE, DELETE ON alert_due, alert TO "${service-user}";
GRANT SELECT ON alert_rule_version, alert_quiet_version, alert_action TO "${service-user}";
GRANT SELECT ON alert, alert_action, alert_rule_version, alert_quiet_version TO "${app-user}";
GRANT INSERT ON alert_action, alert_rule_version, alert_quiet_version TO "${app-user}";

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['alert', 'alert_action', 'alert_rule_version', 'alert_quiet_version'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY service ON %I TO "${service-user}" USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY owner ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['alert_rule_version', 'alert_quiet_version'] LOOP
    EXECUTE format('CREATE POLICY everybody_reads ON %I FOR SELECT TO "${app-user}" USING (true)', name);
    EXECUTE format('CREATE POLICY admin_decides ON %I FOR INSERT TO "${app-user}"
                    WITH CHECK (app_role() = ''admin'' AND author_id = CAST(current_setting(''app.user'', true) AS int))', name);
  END LOOP;
END
$$;
CREATE POLICY reads ON alert FOR SELECT TO "${app-user}"
  USING ((SELECT app_reads_all_opds()) OR app_writes_opd(opd_id) OR (of_device AND (SELECT app_role()) = 'technician'));
CREATE POLICY reads ON alert_action FOR SELECT TO "${app-user}"
  USING (EXISTS (SELECT 1 FROM alert a WHERE a.id = alert_id));
-- The agency explains, the command centre judges; nobody does both.
CREATE POLICY acts ON alert_action FOR INSERT TO "${app-user}"
  WITH CHECK (author_id = CAST(current_setting('app.user', true) AS int)
              AND CASE WHEN kind = 'clarify' THEN app_writes_opd(opd_id)
                       ELSE app_role() IN ('leader', 'verifier', 'cc-operator')
                            OR (app_role() = 'technician' AND EXISTS (SELECT 1 FROM alert a WHERE a.id = alert_id AND a.of_device)) END);

-- What an installation has derived already.
INSERT INTO alert_due (vehicle_id, day) SELECT vehicle_id, day FROM vehicle_day WHERE day >= current_date - 7;
