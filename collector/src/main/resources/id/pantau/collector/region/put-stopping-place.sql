-- Only where something is different: whatever depends on it is computed again.
INSERT INTO area AS known (kind, code, name, opd_id, middle)
VALUES (CASE WHEN CAST(:opdId AS int) IS NULL THEN 'common-stop' ELSE 'office' END, :code, :name, CAST(:opdId AS int),
        ST_SetSRID(ST_MakePoint(:lon, :lat), 4326))
ON CONFLICT (code) DO UPDATE SET name = excluded.name, opd_id = excluded.opd_id, middle = excluded.middle
WHERE known.kind = excluded.kind
  AND (known.name, known.opd_id, known.middle) IS DISTINCT FROM (excluded.name, excluded.opd_id, excluded.middle)
