INSERT INTO device (id, registered_at, by_itself) VALUES (:id, :at, :byItself)
ON CONFLICT (id) DO NOTHING
