-- Newer by satellite time, or nothing. Late data cannot turn a vehicle back. One row a device (the statement may not meet a key twice).
-- What came together and never changed between standing and moving continues what was known before, unless it stands elsewhere.
INSERT INTO latest_position AS known
  (device_no, fix_time, received_at, epoch, seq, since, batch_from, speed_dms, course_deg, flags, standing, geom)
SELECT q.device_no, to_timestamp(q.fix_time), to_timestamp(q.received_at), q.epoch, q.seq, to_timestamp(q.since), to_timestamp(q.batch_from),
       nullif(q.speed, -1), nullif(q.course, -1), q.flags, q.standing, ST_SetSRID(ST_MakePoint(q.lon, q.lat), 4326)
FROM unnest(CAST(:devices AS int[]), CAST(:fixTimes AS double precision[]), CAST(:receivedAts AS double precision[]), CAST(:epochs AS bigint[]),
            CAST(:seqs AS bigint[]), CAST(:sinces AS double precision[]), CAST(:batchFroms AS double precision[]), CAST(:speeds AS smallint[]),
            CAST(:courses AS smallint[]), CAST(:flags AS smallint[]), CAST(:standing AS boolean[]), CAST(:lats AS double precision[]),
            CAST(:lons AS double precision[]))
     AS q(device_no, fix_time, received_at, epoch, seq, since, batch_from, speed, course, flags, standing, lat, lon)
ON CONFLICT (device_no) DO UPDATE SET
  fix_time = excluded.fix_time, received_at = excluded.received_at, epoch = excluded.epoch, seq = excluded.seq,
  since = CASE
    WHEN excluded.standing = known.standing AND excluded.since <= excluded.batch_from
         AND (NOT excluded.standing OR ST_DistanceSphere(excluded.geom, known.geom) < 200)
      THEN least(known.since, excluded.since)
    ELSE excluded.since END,
  batch_from = excluded.batch_from, speed_dms = excluded.speed_dms, course_deg = excluded.course_deg, flags = excluded.flags,
  standing = excluded.standing, geom = excluded.geom
WHERE excluded.fix_time > known.fix_time
RETURNING device_no, since
