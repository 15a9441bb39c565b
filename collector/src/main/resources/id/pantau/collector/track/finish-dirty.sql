-- Only if nothing came meanwhile, else the claim is gone and the day stays dirty.
DELETE FROM dirty_day WHERE device_no = :deviceNo AND day = CAST(:day AS date) AND claimed_at = CAST(:claimedAt AS timestamptz)
