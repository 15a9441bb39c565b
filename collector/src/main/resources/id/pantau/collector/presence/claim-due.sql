-- Days of vehicles whose presence was never counted, or by older areas; the newest first. What another collector counts is left to it.
SELECT d.vehicle_id, d.day, vehicle_opd_on(d.vehicle_id, d.day) AS opd_id, v.use_class = 'service' AS service
FROM vehicle_day d JOIN vehicle v ON v.id = d.vehicle_id
WHERE d.presence_of IS NULL OR d.presence_of < :version
ORDER BY d.day DESC LIMIT :limit FOR UPDATE OF d SKIP LOCKED
