SELECT ST_AsGeoJSON(geom, 5) AS geometry, kind, class, name
FROM map_feature
UNION ALL
SELECT ST_AsGeoJSON(middle, 5), 'place', kind, name
FROM area
WHERE kind = 'kecamatan'
LIMIT 20000
