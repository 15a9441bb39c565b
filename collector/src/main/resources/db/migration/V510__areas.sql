-- Areas: outlines of the region and its parts, islands, offices, places that somebody drew; and in which hour a vehicle was where.

ALTER TABLE area DROP CONSTRAINT area_kind_check;
ALTER TABLE area ADD CONSTRAINT area_kind_check
  CHECK (kind IN ('regency', 'island', 'kecamatan', 'desa', 'kelurahan', 'office', 'common-stop', 'geofence'));
ALTER TABLE area ADD COLUMN buffer_m int NOT NULL DEFAULT 0 CHECK (buffer_m BETWEEN 0 AND 5000);
ALTER TABLE area ADD COLUMN changed_by text;
ALTER TABLE area ADD COLUMN changed_at timestamptz;
ALTER TABLE area ADD CONSTRAINT area_drawn_has_outline CHECK (kind NOT IN ('regency', 'island', 'geofence') OR geom IS NOT NULL);
COMMENT ON TABLE area IS 'Kecamatan, desa, kelurahan with their code of the Ministry of Home Affairs; the regency and its islands; offices, common stops, and geofences that somebody drew. Outlines are loaded by the administrator.';
COMMENT ON COLUMN area.buffer_m IS 'So far outside it still belongs to it: outlines are coarse, receivers wander.';
COMMENT ON COLUMN area.changed_by IS 'Who drew, loaded or moved it last.';
GRANT INSERT, UPDATE, DELETE ON area TO "${service-user}";

CREATE TABLE area_past (
  area_id    int NOT NULL,
  kind       text NOT NULL,
  code       text NOT NULL,
  name       text NOT NULL,
  buffer_m   int NOT NULL,
  geom       geometry(MultiPolygon, 4326),
  changed_by text,
  until      timestamptz NOT NULL
);
COMMENT ON TABLE area_past IS 'What an area was before it was changed or removed. Append only.';
CREATE INDEX area_past_area ON area_past (area_id);
CREATE TRIGGER area_past_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON area_past
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT ON area_past TO "${service-user}";

CREATE FUNCTION area_keep_past() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO area_past (area_id, kind, code, name, buffer_m, geom, changed_by, until)
  VALUES (OLD.id, OLD.kind, OLD.code, OLD.name, OLD.buffer_m, OLD.geom, OLD.changed_by, now());
  RETURN NULL;
END $$;
CREATE TRIGGER area_keep_past AFTER UPDATE OR DELETE ON area FOR EACH ROW EXECUTE FUNCTION area_keep_past();

-- Where in an hour a vehicle was, as a box: whoever asks who was in an area looks at the fixes of few vehicles only.
CREATE TABLE track_hour (
  vehicle_id int NOT NULL,
  day        date NOT NULL,
  hour       timestamptz NOT NULL,
  box        geometry(Polygon, 4326) NOT NULL,
  PRIMARY KEY (vehicle_id, day, hour)
);
COMMENT ON TABLE track_hour IS 'The box around the fixes of a vehicle in an hour. Derived with its day.';
CREATE INDEX track_hour_box ON track_hour USING gist (hour, box);
GRANT SELECT, INSERT, UPDATE, DELETE ON track_hour TO "${service-user}";

-- Fixes are read by nobody but through this, with the wall of visible_track: the agency that kept the vehicle on that day.
CREATE FUNCTION vehicles_within(of_area int, from_time timestamptz, until_time timestamptz)
RETURNS TABLE (vehicle_id int, first_time timestamptz, last_time timestamptz, fix_count int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE
  zone   text := (SELECT r.time_zone FROM region r);
  ground geometry;
BEGIN
  SELECT CASE WHEN a.geom IS NULL THEN ST_Buffer(a.middle::geography, greatest(a.buffer_m, 100))::geometry
              WHEN a.buffer_m = 0 THEN a.geom
              ELSE ST_Buffer(a.geom::geography, a.buffer_m)::geometry END
  INTO ground FROM area a WHERE a.id = of_area;
  RETURN QUERY
  WITH near AS (
    SELECT DISTINCT h.vehicle_id AS id FROM track_hour h
    WHERE h.hour > from_time - interval '1 hour' AND h.hour < until_time AND h.box && ground
  ), allowed AS (
    SELECT n.id FROM near n
    WHERE (SELECT app_reads_all_opds()) OR app_writes_opd(vehicle_opd_on(n.id, (until_time AT TIME ZONE zone)::date))
  ), seen AS (
    SELECT c.id, min(f.fix_time) AS first_time, max(f.fix_time) AS last_time, count(*)::int AS fixes
    FROM allowed c
    JOIN ride r ON r.vehicle_id = c.id AND r.during && tstzrange(from_time, until_time)
    JOIN fix f ON f.device_no = r.device_no AND f.fix_time >= greatest(from_time, lower(r.during))
      AND f.fix_time < least(until_time, coalesce(upper(r.during), until_time)) AND f.flags & 20 = 0
    WHERE f.geom && ground AND ST_Intersects(f.geom, ground)
    GROUP BY c.id
    UNION ALL
    -- A parked tracker may say nothing for hours: it stood there all the same.
    SELECT s.vehicle_id, greatest(s.start_time, from_time), least(s.end_time, until_time), 0
    FROM stop s
    WHERE s.day BETWEEN (from_time AT TIME ZONE zone)::date AND (until_time AT TIME ZONE zone)::date
      AND s.start_time < until_time AND s.end_time >= from_time AND s.geom && ground AND ST_Intersects(s.geom, ground)
      AND ((SELECT app_reads_all_opds()) OR app_writes_opd(vehicle_opd_on(s.vehicle_id, s.day)))
  )
  SELECT seen.id, min(seen.first_time), max(seen.last_time), sum(seen.fixes)::int FROM seen GROUP BY seen.id ORDER BY min(seen.first_time), seen.id;
END
$$;
COMMENT ON FUNCTION vehicles_within IS 'Which vehicles were in an area between two moments, as far as the viewer of this transaction may see them.';
REVOKE ALL ON FUNCTION vehicles_within FROM PUBLIC;
GRANT EXECUTE ON FUNCTION vehicles_within TO "${app-user}";

-- What was derived before has no boxes yet.
INSERT INTO dirty_day (device_no, day, due_at)
SELECT DISTINCT d.no, v.day, now() FROM vehicle_day v, unnest(v.device_nos) d(no) WHERE v.day >= current_date - 31
ON CONFLICT (device_no, day) DO UPDATE SET claimed_at = NULL;
