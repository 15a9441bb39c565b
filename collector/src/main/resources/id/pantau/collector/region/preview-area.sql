-- What the rings of a drawing would become, coarse enough to be shown by the hundred.
SELECT ST_AsGeoJSON(ST_Multi(ST_SimplifyPreserveTopology(drawn.geom, 0.0001)), 5) AS outline,
  NOT EXISTS (SELECT 1 FROM region WHERE ST_Intersects(drawn.geom, ST_MakeEnvelope(west, south, east, north, 4326))) AS outside
FROM (SELECT ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_BuildArea(ST_Node(ST_SetSRID(ST_GeomFromGeoJSON(:rings), 4326)))), 3)) AS geom) drawn
WHERE NOT ST_IsEmpty(drawn.geom)
