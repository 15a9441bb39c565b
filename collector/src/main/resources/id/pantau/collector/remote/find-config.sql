SELECT c.version, CAST(c.settings AS text) AS settings, c.made_at, c.made_by,
       CASE WHEN h.details ->> 'config-version' ~ '^[0-9]{1,9}$'
            THEN CAST(h.details ->> 'config-version' AS int) END AS reported_version,
       coalesce(h.details ->> 'config-state', 'applied') AS reported_state,
       h.details ->> 'config-reason' AS reported_reason, h.received_at AS reported_at
FROM device d
LEFT JOIN LATERAL (
  SELECT version, settings, made_at, made_by FROM device_config
  WHERE device_no = d.no ORDER BY version DESC LIMIT 1
) c ON true
LEFT JOIN device_health h ON h.device_no = d.no
WHERE d.no = :deviceNo
