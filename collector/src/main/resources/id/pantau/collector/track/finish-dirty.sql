-- Only if nothing came meanwhile, else the claim is gone and the day stays dirty. What came may lie in small blocks; if they are being merged
-- at this moment, this waits, for what came may have come too late for that.
WITH derived AS (
  DELETE FROM dirty_day WHERE device_no = :deviceNo AND day = CAST(:day AS date) AND claimed_at = CAST(:claimedAt AS timestamptz)
  RETURNING device_no, day
)
INSERT INTO loose_day AS known (device_no, day, due_at)
SELECT device_no, day, CAST(:mergeAt AS timestamptz) FROM derived
ON CONFLICT (device_no, day) DO UPDATE SET due_at = excluded.due_at WHERE known.due_at > excluded.due_at
