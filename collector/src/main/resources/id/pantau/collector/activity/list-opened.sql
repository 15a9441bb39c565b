SELECT opd_id, max(date) AS last_date
FROM opd_day
GROUP BY opd_id
