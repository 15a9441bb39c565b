INSERT INTO area (kind, code, name, middle)
VALUES (:kind, :code, :name, ST_SetSRID(ST_MakePoint(:lon, :lat), 4326))
