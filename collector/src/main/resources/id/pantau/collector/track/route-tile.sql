-- Lines as they are to be seen at this zoom: bends smaller than half a pixel of 512 are left out.
WITH tile AS (
  SELECT ST_TileEnvelope(:z, :x, :y) AS square, 40075016.6855785 / (1 << :z) AS width
), drawn AS (
  SELECT to_char(l.day, 'YYYY-MM-DD') AS day,
         ST_AsMVTGeom(ST_Simplify(l.geom, t.width / 1024, true), t.square, 4096, 64, true) AS geom
  FROM route_line l CROSS JOIN tile t
  WHERE l.vehicle_id = :vehicleId AND l.day BETWEEN CAST(:from AS date) AND CAST(:to AS date)
    AND l.geom && ST_Expand(t.square, t.width / 64)
  ORDER BY l.day, l.nr LIMIT :limit
)
SELECT coalesce(ST_AsMVT(drawn, 'routes', 4096, 'geom'), '') AS tile FROM drawn WHERE geom IS NOT NULL
