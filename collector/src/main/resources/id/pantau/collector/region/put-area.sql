-- The rings of a drawing make areas and holes, whatever way round they run; again for the same code replaces.
INSERT INTO area AS known (kind, code, name, buffer_m, middle, geom, changed_by, changed_at)
SELECT :kind, :code, :name, CAST(:bufferM AS int), ST_PointOnSurface(drawn.geom), drawn.geom, :by, CAST(:at AS timestamptz)
FROM (SELECT ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_BuildArea(ST_Node(ST_SetSRID(ST_GeomFromGeoJSON(:rings), 4326)))), 3)) AS geom) drawn
WHERE NOT ST_IsEmpty(drawn.geom)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, buffer_m = excluded.buffer_m, geom = excluded.geom,
  middle = CASE WHEN known.kind IN ('kecamatan', 'desa', 'kelurahan') THEN known.middle ELSE excluded.middle END,
  changed_by = excluded.changed_by, changed_at = excluded.changed_at, version = known.version + 1
WHERE known.kind = excluded.kind
