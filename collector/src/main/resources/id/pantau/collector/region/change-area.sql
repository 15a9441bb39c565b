-- As somebody has changed it; without new rings it keeps its outline. Whoever changes it has locked it before.
UPDATE area SET kind = :kind, code = :code, name = :name, buffer_m = CAST(:bufferM AS int),
  geom = CASE WHEN CAST(:rings AS text) IS NULL THEN area.geom ELSE drawn.geom END,
  middle = CASE WHEN CAST(:rings AS text) IS NULL OR area.kind IN ('kecamatan', 'desa', 'kelurahan') THEN area.middle
                ELSE ST_PointOnSurface(drawn.geom) END,
  changed_by = :by, changed_at = CAST(:at AS timestamptz), version = version + 1
FROM (SELECT ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_BuildArea(ST_Node(ST_SetSRID(ST_GeomFromGeoJSON(CAST(:rings AS text)), 4326)))), 3)) AS geom) drawn
WHERE id = :id AND (CAST(:rings AS text) IS NULL OR NOT ST_IsEmpty(drawn.geom))
