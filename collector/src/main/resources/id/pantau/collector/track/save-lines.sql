-- A row a bend comes in; a line a piece goes in. Metres of the web map's projection (EPSG:3857) are those of a sphere: no table of projections
-- is asked, which a small installation of PostGIS may lack.
INSERT INTO route_line (vehicle_id, day, nr, geom)
SELECT :vehicleId, CAST(:day AS date), p.nr, ST_MakeLine(ST_SetSRID(ST_MakePoint(p.x, p.y), 3857) ORDER BY p.i)
FROM unnest(CAST(:pieces AS int[]), CAST(:xs AS double precision[]), CAST(:ys AS double precision[])) WITH ORDINALITY AS p(nr, x, y, i)
GROUP BY p.nr
