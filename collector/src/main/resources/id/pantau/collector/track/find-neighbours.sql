-- The last fix before and the first fix after a span, within three days. They say whether a stop began before or goes on.
SELECT
  (SELECT f.fix_time FROM ride r JOIN fix f ON f.device_no = r.device_no AND f.fix_time >= lower(r.during)
     AND (upper_inf(r.during) OR f.fix_time < upper(r.during))
   WHERE r.vehicle_id = :vehicleId AND f.flags & 20 = 0
     AND f.fix_time < CAST(:from AS timestamptz) AND f.fix_time >= CAST(:earliest AS timestamptz)
   ORDER BY f.fix_time DESC LIMIT 1) AS before_time,
  (SELECT f.fix_time FROM ride r JOIN fix f ON f.device_no = r.device_no AND f.fix_time >= lower(r.during)
     AND (upper_inf(r.during) OR f.fix_time < upper(r.during))
   WHERE r.vehicle_id = :vehicleId AND f.flags & 20 = 0
     AND f.fix_time >= CAST(:until AS timestamptz) AND f.fix_time < CAST(:latest AS timestamptz)
   ORDER BY f.fix_time LIMIT 1) AS after_time
