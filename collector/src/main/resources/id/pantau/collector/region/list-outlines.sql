-- All kecamatan, or the desa of one, each with its outline. Where none was loaded it is what lies nearest to its desa, as far as places are
-- named by them (4 km): exactly what is counted for it, see Region.desaOf. Fine outlines are made coarser, for a map of the whole.
-- MATERIALIZED: else PostgreSQL computes the cells anew for every desa, a hundred times as long.
WITH frame AS (
  SELECT (SELECT k.geom FROM area k WHERE k.code = CAST(:within AS text) AND k.kind = 'kecamatan') AS outline
), desa AS (
  SELECT a.code, a.middle FROM area a, frame f
  WHERE a.kind IN ('desa', 'kelurahan') AND (f.outline IS NULL OR a.code LIKE CAST(:within AS text) || '.%')
), cells AS MATERIALIZED (
  SELECT (ST_Dump(ST_VoronoiPolygons(ST_Collect(middle), 0, ST_Expand(ST_Collect(middle), 0.1)))).geom AS cell FROM desa
), nearest AS MATERIALIZED (
  SELECT d.code, c.cell, coalesce(f.outline, CAST(ST_Buffer(CAST(d.middle AS geography), 4000) AS geometry)) AS reach
  FROM desa d JOIN cells c ON ST_Contains(c.cell, d.middle) CROSS JOIN frame f
), drawn AS MATERIALIZED (
  SELECT a.id, a.code, a.name, a.geom IS NULL AS approximate,
         -- All cells and all they reach, then what is in both: cut one by one they would not fit together again to the last digit.
         coalesce(a.geom, (SELECT ST_Intersection(ST_Union(n.cell), ST_Union(n.reach)) FROM nearest n
                           WHERE n.code = a.code OR n.code LIKE a.code || '.%')) AS geom
  FROM area a
  WHERE CASE WHEN CAST(:within AS text) IS NULL THEN a.kind = 'kecamatan'
             ELSE a.kind IN ('desa', 'kelurahan') AND a.code LIKE CAST(:within AS text) || '.%' END
)
SELECT id, code, name, approximate,
       ST_AsGeoJSON(CASE WHEN ST_NPoints(geom) > 400 THEN ST_SimplifyPreserveTopology(geom, 0.0004) ELSE geom END, 5) AS geometry
FROM drawn WHERE geom IS NOT NULL ORDER BY code LIMIT 2000
