UPDATE device_health
SET received_at = :receivedAt, journal_depth = :depth, satellites = :satellites, cpu_temperature_c = CAST(:temperature AS float8)
WHERE device_no = :deviceNo AND received_at <= :receivedAt
