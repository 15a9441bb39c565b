SELECT w.id, w.received_at, d.id AS device_id, w.topic, w.reason, w.bytes, w.times
FROM dead_letter w
LEFT JOIN device d ON d.no = w.device_no
WHERE CAST(:before AS bigint) IS NULL OR w.id < CAST(:before AS bigint)
ORDER BY w.id DESC
LIMIT 101
