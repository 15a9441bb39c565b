-- Vehicles, trackers, and which tracker rides in which vehicle from when to when.

CREATE TABLE vehicle (
  id           int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name         text NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('ambulance', 'fire-engine', 'waste-truck', 'bus', 'pickup', 'car', 'motorcycle')),
  use_class    text NOT NULL CHECK (use_class IN ('service', 'position', 'personal')),
  asset_number text UNIQUE,
  created_at   timestamptz NOT NULL
);
COMMENT ON TABLE vehicle IS 'Official vehicles. The id is ours; the plate changes, the asset number is that of the asset register.';
COMMENT ON COLUMN vehicle.use_class IS 'operational service, position car, or personal-official car: the three classes of the asset rules.';

CREATE TABLE vehicle_plate (
  vehicle_id int NOT NULL REFERENCES vehicle,
  plate      text NOT NULL,
  since      date NOT NULL,
  PRIMARY KEY (vehicle_id, since)
);
COMMENT ON TABLE vehicle_plate IS 'The registration number a vehicle has since a day.';

CREATE TABLE vehicle_keeper (
  vehicle_id int NOT NULL REFERENCES vehicle,
  opd_id     int NOT NULL REFERENCES opd,
  holder     text,
  since      timestamptz NOT NULL,
  PRIMARY KEY (vehicle_id, since)
);
COMMENT ON TABLE vehicle_keeper IS 'The agency, and the role of the holder, that a vehicle has since a moment; the newest row holds.';

CREATE TABLE device (
  no            int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id            text NOT NULL UNIQUE CHECK (id ~ '^[a-z0-9-]{1,32}$'),
  registered_at timestamptz NOT NULL,
  by_itself     boolean NOT NULL
);
COMMENT ON TABLE device IS 'Trackers. id is the CN of the certificate; no is short for it in the tables of positions.';
COMMENT ON COLUMN device.by_itself IS 'It spoke before anybody had registered it; what it sent is kept.';

CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE ride (
  device_no  int NOT NULL REFERENCES device,
  vehicle_id int NOT NULL REFERENCES vehicle,
  during     tstzrange NOT NULL CHECK (NOT isempty(during) AND lower_inc(during) AND NOT lower_inf(during)),
  EXCLUDE USING gist (device_no WITH =, during WITH &&),
  EXCLUDE USING gist (vehicle_id WITH =, during WITH &&)
);
COMMENT ON TABLE ride IS 'A tracker rides in a vehicle from (inclusive) to (exclusive, open = still). One of each at a time.';

CREATE FUNCTION vehicle_opd(of_vehicle int) RETURNS int LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT opd_id FROM vehicle_keeper WHERE vehicle_id = of_vehicle ORDER BY since DESC LIMIT 1 $$;
COMMENT ON FUNCTION vehicle_opd IS 'The agency a vehicle belongs to now.';

ALTER TABLE vehicle ENABLE ROW LEVEL SECURITY;
ALTER TABLE vehicle FORCE ROW LEVEL SECURITY;
CREATE POLICY service_all ON vehicle TO "${service-user}" USING (true) WITH CHECK (true);
-- A technician and an administrator must know which vehicle a tracker is in; where it drives is not in this table.
CREATE POLICY app_reads ON vehicle FOR SELECT TO "${app-user}"
  USING (app_role() IN ('technician', 'admin') OR app_reads_opd(vehicle_opd(id)));

GRANT SELECT ON vehicle, vehicle_plate, vehicle_keeper, device, ride TO "${app-user}";
GRANT SELECT, INSERT, UPDATE, DELETE ON vehicle, vehicle_plate, vehicle_keeper, device, ride TO "${service-user}";
