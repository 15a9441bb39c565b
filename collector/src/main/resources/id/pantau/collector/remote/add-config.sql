INSERT INTO device_config (device_no, version, settings, made_at, made_by)
SELECT :deviceNo, coalesce(max(version), 0) + 1, CAST(:settings AS jsonb), :at, :by
FROM device_config
WHERE device_no = :deviceNo
RETURNING version
