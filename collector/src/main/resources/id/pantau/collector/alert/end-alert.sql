-- What ended by itself before anybody took it in hand needs nobody any more.
UPDATE alert SET goes_on = false, end_time = greatest(end_time, CAST(:now AS timestamptz)), derived_at = CAST(:now AS timestamptz),
  state = CASE state WHEN 'new' THEN 'done' ELSE state END
WHERE id = :id
