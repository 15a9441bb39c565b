SELECT count(*) FILTER (WHERE state = 'new') AS new_count,
       count(*) FILTER (WHERE state = 'in-progress') AS in_progress_count,
       count(*) FILTER (WHERE state = 'done') AS done_count,
       count(*) FILTER (WHERE state = 'new' AND target_at < CAST(:now AS timestamptz)) AS late_count,
       count(*) FILTER (WHERE state <> 'done' AND severity = 'high') AS high_count,
       count(*) FILTER (WHERE state <> 'done' AND NOT of_device AND NOT clarified) AS to_clarify_count
FROM alert a
WHERE state <> 'done' OR derived_at > CAST(:now AS timestamptz) - interval '7 days'
   OR EXISTS (SELECT 1 FROM alert_action x
              WHERE x.alert_id = a.id AND x.kind = 'close' AND x.made_at > CAST(:now AS timestamptz) - interval '7 days')
