-- Another collector may have been faster.
INSERT INTO alert (rule, rule_version, vehicle_id, opd_id, day, start_time, end_time, goes_on, severity, of_device, times, details, geom, place,
                   made_at, announce_at, target_at, clarify_until, derived_at)
VALUES (:rule, :version, :vehicleId, :opdId, CAST(:day AS date), CAST(:start AS timestamptz), CAST(:end AS timestamptz), :goesOn, :severity,
        :ofDevice, :times, CAST(:details AS jsonb), ST_SetSRID(ST_MakePoint(CAST(:lon AS float8), CAST(:lat AS float8)), 4326),
        CAST(:place AS text), CAST(:now AS timestamptz), CAST(:announceAt AS timestamptz), CAST(:targetAt AS timestamptz),
        CAST(:clarifyUntil AS timestamptz), CAST(:now AS timestamptz))
ON CONFLICT (rule, vehicle_id, start_time) WHERE found DO NOTHING
