-- The private mode: which vehicles may use it, and when it was used. Where they were then is in no table. Decision 0039.

ALTER TABLE vehicle ADD COLUMN private_mode boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN vehicle.private_mode IS 'Whether its driver may hide it outside working hours. Decided by the administrator, with a reason in the audit.';
UPDATE vehicle SET private_mode = true WHERE use_class <> 'service';
GRANT UPDATE (private_mode) ON vehicle TO "${app-user}";

CREATE TABLE private_time (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  vehicle_id int NOT NULL,
  device_no  int NOT NULL,
  allowed    boolean NOT NULL,
  day        date NOT NULL,
  from_time  timestamptz NOT NULL,
  until_time timestamptz NOT NULL CHECK (until_time >= from_time),
  fix_count  int NOT NULL
);
COMMENT ON TABLE private_time IS 'When the private mode of a vehicle was on. Times only.';
COMMENT ON COLUMN private_time.allowed IS 'false: the button was on where it may not be; the positions are stored and shown as any other.';
COMMENT ON COLUMN private_time.day IS 'Day of the region on which it began.';
CREATE INDEX private_time_vehicle ON private_time (vehicle_id, from_time);
CREATE INDEX private_time_device ON private_time (device_no, until_time);

GRANT SELECT, INSERT, UPDATE, DELETE ON private_time TO "${service-user}";
GRANT SELECT ON private_time TO "${app-user}";
ALTER TABLE private_time ENABLE ROW LEVEL SECURITY;
ALTER TABLE private_time FORCE ROW LEVEL SECURITY;
CREATE POLICY app_reads ON private_time FOR SELECT TO "${app-user}"
  USING ((SELECT app_reads_all_opds()) OR app_writes_opd(vehicle_opd_on(vehicle_id, day)));
CREATE POLICY service_all ON private_time TO "${service-user}" USING (true) WITH CHECK (true);
CREATE POLICY owner ON private_time TO CURRENT_USER USING (true) WITH CHECK (true);
