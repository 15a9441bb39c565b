INSERT INTO device_health (device_no, received_at, device_time, clock_trusted, agent_version, journal_depth, journal_bytes_free,
                           cpu_temperature_c, satellites, gnss_state, details)
VALUES (:deviceNo, :receivedAt, :deviceTime, :clockTrusted, :version, :depth, :free,
        CAST(:temperature AS float8), :satellites, :gnss, CAST(:details AS jsonb))
ON CONFLICT (device_no) DO UPDATE SET
  received_at = excluded.received_at, device_time = excluded.device_time, clock_trusted = excluded.clock_trusted,
  agent_version = excluded.agent_version, journal_depth = excluded.journal_depth,
  journal_bytes_free = excluded.journal_bytes_free, cpu_temperature_c = excluded.cpu_temperature_c,
  satellites = excluded.satellites, gnss_state = excluded.gnss_state,
  -- A full report (it names its java) replaces; a short one leaves the readings of the last full one.
  details = CASE WHEN jsonb_exists(excluded.details, 'java') THEN excluded.details
                 ELSE device_health.details || excluded.details END
WHERE device_health.received_at <= excluded.received_at
