-- The one that is due longest and in nobody's hands; it is locked until the end of the transaction.
SELECT device_no, day FROM loose_day WHERE due_at <= CAST(:now AS timestamptz)
ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
