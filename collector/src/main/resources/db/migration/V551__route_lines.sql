-- Routes over weeks and months are drawn from thinned lines, a few for each day: a tile of a month is made of them in milliseconds, while the
-- positions themselves lie packed. Decision 0037.

CREATE TABLE route_line (
  vehicle_id int NOT NULL,
  day        date NOT NULL,
  nr         int NOT NULL,
  geom       geometry(LineString, 3857) NOT NULL,
  PRIMARY KEY (vehicle_id, day, nr)
);
COMMENT ON TABLE route_line IS 'Where a vehicle drove on a day of the region, within 20 m of where it was; nothing is drawn where nothing is known. Derived, and kept once somebody has looked.';
COMMENT ON COLUMN route_line.geom IS 'In metres of the web map''s projection, in which tiles are cut: projected once, when it is drawn, and not at each look.';
GRANT SELECT, INSERT, UPDATE, DELETE ON route_line TO "${service-user}";
GRANT SELECT ON route_line TO "${app-user}";
ALTER TABLE route_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE route_line FORCE ROW LEVEL SECURITY;
CREATE POLICY app_reads ON route_line FOR SELECT TO "${app-user}"
  USING ((SELECT app_reads_all_opds()) OR app_writes_opd(vehicle_opd_on(vehicle_id, day)));
CREATE POLICY service_all ON route_line TO "${service-user}" USING (true) WITH CHECK (true);
CREATE POLICY owner ON route_line TO CURRENT_USER USING (true) WITH CHECK (true);

-- A day that is derived again is a new row, and so is to be drawn again by itself.
ALTER TABLE vehicle_day ADD COLUMN is_drawn boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN vehicle_day.is_drawn IS 'Whether route_line has what is to be drawn of it.';
