-- One drive comes in many batches, and not always in order: what touches is one spell.
WITH touched AS (
  DELETE FROM private_time
  WHERE device_no = :device AND vehicle_id = :vehicle AND allowed = CAST(:allowed AS boolean)
    AND until_time >= CAST(:from AS timestamptz) - interval '15 minutes' AND from_time <= CAST(:until AS timestamptz) + interval '15 minutes'
  RETURNING from_time, until_time, fix_count
), spell AS (
  SELECT least(CAST(:from AS timestamptz), min(from_time)) AS begins, greatest(CAST(:until AS timestamptz), max(until_time)) AS ends,
         coalesce(sum(fix_count), 0) + CAST(:count AS int) AS fixes
  FROM touched
)
INSERT INTO private_time (vehicle_id, device_no, allowed, day, from_time, until_time, fix_count)
SELECT :vehicle, :device, CAST(:allowed AS boolean), region_day(begins), begins, ends, fixes FROM spell
