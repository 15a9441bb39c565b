INSERT INTO dead_letter (first_at, received_at, device_no, topic, reason, bytes, payload, digest)
VALUES (:at, :at, :deviceNo, :topic, :reason, :bytes, :payload, :digest)
ON CONFLICT (topic, digest) DO UPDATE SET times = dead_letter.times + 1, received_at = excluded.received_at, reason = excluded.reason
