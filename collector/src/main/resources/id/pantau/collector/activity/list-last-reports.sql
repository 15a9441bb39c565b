SELECT o.id AS opd_id, u.last_at
FROM opd o
CROSS JOIN LATERAL (
  SELECT max(recorded_at) AS last_at FROM package_update WHERE opd_id = o.id AND report_date = :date) u
WHERE u.last_at IS NOT NULL
