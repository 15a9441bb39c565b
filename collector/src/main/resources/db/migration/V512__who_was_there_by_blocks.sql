-- Fixes lie in blocks of an hour that know their own box, so whoever asks who was in an area takes the blocks of the hours that touch it and
-- reads only those. The view would unpack every block a tracker ever sent.
CREATE OR REPLACE FUNCTION vehicles_within(of_area int, from_time timestamptz, until_time timestamptz)
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
  WITH near AS MATERIALIZED (
    SELECT r.vehicle_id AS id, b.hour, b.records, r.during
    FROM fix_block b JOIN ride r ON r.device_no = b.device_no AND r.during && tstzrange(b.hour, b.hour + interval '1 hour')
    WHERE b.hour > from_time - interval '1 hour' AND b.hour < until_time AND NOT b.private
      AND b.north_e6 >= ST_YMin(ground) * 1e6 AND b.south_e6 <= ST_YMax(ground) * 1e6
      AND b.east_e6 >= ST_XMin(ground) * 1e6 AND b.west_e6 <= ST_XMax(ground) * 1e6
  ), allowed AS MATERIALIZED (
    SELECT c.id FROM (SELECT DISTINCT n.id FROM near n) c
    WHERE (SELECT app_reads_all_opds()) OR app_writes_opd(vehicle_opd_on(c.id, (until_time AT TIME ZONE zone)::date))
  ), places AS (
    SELECT n.id, n.during, n.hour + int4_at(n.records, 4 * i) * interval '1 millisecond' AS fix_time,
           int4_at(n.records, 8 * size.n + 4 * i) / 1e6 AS lat, int4_at(n.records, 12 * size.n + 4 * i) / 1e6 AS lon
    FROM near n JOIN allowed ON allowed.id = n.id
    CROSS JOIN LATERAL (SELECT length(n.records) / 28 AS n) AS size
    CROSS JOIN LATERAL generate_series(0, size.n - 1) AS i
    WHERE int2_at(n.records, 26 * size.n + 2 * i) & 20 = 0
  ), seen AS (
    SELECT p.id, min(p.fix_time) AS first_time, max(p.fix_time) AS last_time, count(*)::int AS fixes
    FROM places p
    WHERE p.fix_time >= from_time AND p.fix_time < until_time AND p.during @> p.fix_time
      AND p.lat BETWEEN ST_YMin(ground) AND ST_YMax(ground) AND p.lon BETWEEN ST_XMin(ground) AND ST_XMax(ground)
      AND ST_Intersects(ST_SetSRID(ST_MakePoint(p.lon, p.lat), 4326), ground)
    GROUP BY p.id
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

DROP TABLE track_hour;
