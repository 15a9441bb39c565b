-- The same record may come any number of times, the first one stays. Rows come sorted by device and time, so two writers never deadlock.
INSERT INTO fix (fix_time, received_at, epoch, seq, device_no, speed_dms, course_deg, altitude_m, hdop_tenths, satellites, mode, flags, geom)
SELECT to_timestamp(q.fix_time), to_timestamp(q.received_at), q.epoch, q.seq, q.device_no,
       nullif(q.speed, -1), nullif(q.course, -1), nullif(q.altitude, -32768), nullif(q.hdop, -1), nullif(q.satellites, -1), q.mode, q.flags,
       ST_SetSRID(ST_MakePoint(q.lon, q.lat), 4326)
FROM unnest(CAST(:fixTimes AS double precision[]), CAST(:receivedAts AS double precision[]), CAST(:epochs AS bigint[]), CAST(:seqs AS bigint[]),
            CAST(:devices AS int[]), CAST(:speeds AS smallint[]), CAST(:courses AS smallint[]), CAST(:altitudes AS smallint[]),
            CAST(:hdops AS smallint[]), CAST(:satellites AS smallint[]), CAST(:modes AS smallint[]), CAST(:flags AS smallint[]),
            CAST(:lats AS double precision[]), CAST(:lons AS double precision[]))
     AS q(fix_time, received_at, epoch, seq, device_no, speed, course, altitude, hdop, satellites, mode, flags, lat, lon)
ON CONFLICT DO NOTHING
