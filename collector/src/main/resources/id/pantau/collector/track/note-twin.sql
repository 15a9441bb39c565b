INSERT INTO device_twin AS known (device_no, since, seen_at, sign) VALUES (:device, :seenAt, :seenAt, :sign)
ON CONFLICT (device_no) DO UPDATE
SET since = CASE WHEN known.seen_at < excluded.seen_at - interval '1 day' THEN excluded.since ELSE known.since END,
    seen_at = greatest(known.seen_at, excluded.seen_at), sign = excluded.sign
