SELECT o.id AS opd_id, u.recorded_at AS last_at
FROM opd o
CROSS JOIN LATERAL (
  SELECT recorded_at FROM package_update
  WHERE opd_id = o.id AND report_date <= :date
  ORDER BY report_date DESC, recorded_at DESC LIMIT 1) u
