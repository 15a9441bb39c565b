SELECT in_force_from, split_pct, early_watch_pts, early_critical_pts, late_watch_pts, late_critical_pts,
       daily_works_above_rp, weekly_day, operator_days, verifier_days
FROM activity_rules
ORDER BY in_force_from
LIMIT 1000
