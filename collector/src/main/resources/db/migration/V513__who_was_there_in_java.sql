-- Who was in an area: the database finds the blocks that touch it and says whose they are; the collector looks at each position. In SQL a
-- position cost 30 microseconds and more, because PostgreSQL unpacks a compressed block anew for every number that is read from it.

CREATE FUNCTION blocks_near(south int, west int, north int, east int, from_time timestamptz, until_time timestamptz)
RETURNS bytea LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE
  on_day   date := until_time AT TIME ZONE (SELECT r.time_zone FROM region r);
  sees_all boolean := app_reads_all_opds();
  seen     int[];
BEGIN
  IF NOT sees_all THEN
    -- Of those that were ever theirs: to ask for all vehicles whose they were takes longer than the rest.
    SELECT coalesce(array_agg(c.vehicle_id), '{}') INTO seen
    FROM (SELECT DISTINCT k.vehicle_id FROM vehicle_keeper k WHERE app_writes_opd(k.opd_id)) c
    WHERE app_writes_opd(vehicle_opd_on(c.vehicle_id, on_day));
  END IF;
  RETURN (
    SELECT coalesce(string_agg(
             int4send(r.vehicle_id) || timestamptz_send(b.hour) || timestamptz_send(greatest(lower(r.during), from_time))
               || timestamptz_send(least(upper(r.during), until_time)) || int4send(body.n)
               || substring(body.flat FROM 1 FOR 4 * body.n) || substring(body.flat FROM 8 * body.n + 1 FOR 8 * body.n)
               || substring(body.flat FROM 26 * body.n + 1), ''), '')
    FROM fix_block b
    JOIN ride r ON r.device_no = b.device_no AND r.during && tstzrange(b.hour, b.hour + interval '1 hour')
    -- Unpacked once.
    CROSS JOIN LATERAL (SELECT b.records || '' AS flat, length(b.records) / 28 AS n OFFSET 0) AS body
    WHERE b.hour > from_time - interval '1 hour' AND b.hour < until_time AND NOT b.private
      AND b.north_e6 >= south AND b.south_e6 <= north AND b.east_e6 >= west AND b.west_e6 <= east
      AND (sees_all OR r.vehicle_id = ANY (seen))
  );
END
$$;
COMMENT ON FUNCTION blocks_near IS 'The blocks that touch a box (millionths of a degree) between two moments, as far as the viewer of this transaction may see whose they are. A block: vehicle (int), hour, since and until it rode in it (timestamptz), count n (int), then of its records n times, n latitudes, n longitudes, n flags as in fix_block; read by Presence in Java.';
REVOKE ALL ON FUNCTION blocks_near FROM PUBLIC;
GRANT EXECUTE ON FUNCTION blocks_near TO "${app-user}";

CREATE FUNCTION stood_within(of_area int, from_time timestamptz, until_time timestamptz)
RETURNS TABLE (of_vehicle int, first_time timestamptz, last_time timestamptz)
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
  SELECT s.vehicle_id, min(greatest(s.start_time, from_time)), max(least(s.end_time, until_time))
  FROM stop s
  WHERE s.day BETWEEN (from_time AT TIME ZONE zone)::date AND (until_time AT TIME ZONE zone)::date
    AND s.start_time < until_time AND s.end_time >= from_time AND s.geom && ground AND ST_Intersects(s.geom, ground)
    AND ((SELECT app_reads_all_opds()) OR app_writes_opd(vehicle_opd_on(s.vehicle_id, s.day)))
  GROUP BY s.vehicle_id;
END
$$;
COMMENT ON FUNCTION stood_within IS 'Which vehicles stood in an area between two moments, as far as the viewer of this transaction may see them: a parked tracker may say nothing for hours.';
REVOKE ALL ON FUNCTION stood_within FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stood_within TO "${app-user}";

-- The stops of a day lie among those of years.
CREATE INDEX stop_day ON stop (day);

DROP FUNCTION vehicles_within;
