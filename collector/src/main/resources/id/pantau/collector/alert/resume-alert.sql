-- What flickers is one incident: it goes on again when it ended less than a day ago.
UPDATE alert SET goes_on = true, end_time = greatest(end_time, CAST(:now AS timestamptz)), details = CAST(:details AS jsonb),
  times = times + 1, derived_at = CAST(:now AS timestamptz),
  state = CASE WHEN EXISTS (SELECT 1 FROM alert_action x WHERE x.alert_id = alert.id) THEN state ELSE 'new' END
WHERE id = (SELECT a.id FROM alert a
            WHERE a.rule = :rule AND a.vehicle_id = :vehicleId AND NOT a.goes_on AND a.end_time > CAST(:now AS timestamptz) - interval '1 day'
            ORDER BY a.end_time DESC LIMIT 1)
