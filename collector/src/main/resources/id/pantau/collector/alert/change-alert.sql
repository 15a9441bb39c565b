-- Judged again without a change it leaves no trace. What is found again is open again, as people left it.
UPDATE alert SET
  rule_version = :version, start_time = CAST(:start AS timestamptz), end_time = CAST(:end AS timestamptz), goes_on = :goesOn,
  times = :times, details = CAST(:details AS jsonb), geom = ST_SetSRID(ST_MakePoint(CAST(:lon AS float8), CAST(:lat AS float8)), 4326),
  place = CAST(:place AS text), found = true, derived_at = CAST(:now AS timestamptz),
  state = CASE WHEN found THEN state
               ELSE coalesce((SELECT CASE x.kind WHEN 'close' THEN 'done' ELSE 'in-progress' END FROM alert_action x
                              WHERE x.alert_id = alert.id AND x.kind <> 'clarify' ORDER BY x.id DESC LIMIT 1), 'new') END
WHERE id = :id
  AND (NOT found OR start_time <> CAST(:start AS timestamptz) OR end_time <> CAST(:end AS timestamptz) OR goes_on <> :goesOn OR times <> :times
       OR details <> CAST(:details AS jsonb) OR place IS DISTINCT FROM CAST(:place AS text))
