SELECT id, version, kind, code, name, opd_id, buffer_m, ST_Y(middle) AS lat, ST_X(middle) AS lon, ST_AsGeoJSON(geom, 6) AS outline
FROM area ORDER BY code LIMIT 20000
