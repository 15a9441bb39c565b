-- Of each hour of a tracker what lies in more than one block: those that go into one block go together. The hours one by one, as in
-- packed_track, because they come first in the key.
SELECT b.hour, b.epoch, b.private
FROM generate_series(CAST(:from AS timestamptz), CAST(:until AS timestamptz) - interval '1 hour', interval '1 hour') AS at(hour)
JOIN fix_block b ON b.hour = at.hour AND b.device_no = :deviceNo
WHERE b.hour >= CAST(:from AS timestamptz) AND b.hour < CAST(:until AS timestamptz)
GROUP BY b.hour, b.epoch, b.private HAVING count(*) > ceil(sum(length(b.records)) / 28.0 / :most)
ORDER BY b.hour, b.epoch, b.private
