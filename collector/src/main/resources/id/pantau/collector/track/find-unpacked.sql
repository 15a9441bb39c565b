-- The newest day that has been over for a day, and of which nothing waits to be derived or merged.
SELECT d.day
FROM (SELECT to_date(substring(c.relname FROM '[0-9]+$'), 'YYYYMMDD') AS day
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = CAST('fix_block' AS regclass)) d
WHERE d.day < CAST(:before AS date)
  AND NOT EXISTS (SELECT FROM packed_day p WHERE p.day = d.day)
  AND NOT EXISTS (SELECT FROM loose_day l WHERE l.day = d.day)
  AND NOT EXISTS (SELECT FROM dirty_day y WHERE y.day = d.day)
ORDER BY d.day DESC LIMIT 1
