INSERT INTO device_event (device_no, epoch, seq, event_time, received_at, kind, details, geom)
VALUES (:deviceNo, :epoch, :seq, :time, :receivedAt, :kind, CAST(:details AS jsonb),
        ST_SetSRID(ST_MakePoint(CAST(:lon AS float8), CAST(:lat AS float8)), 4326))
ON CONFLICT DO NOTHING
