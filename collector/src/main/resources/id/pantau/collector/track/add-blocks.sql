INSERT INTO fix_block (hour, received_at, epoch, first_seq, device_no, south_e6, west_e6, north_e6, east_e6, private, records)
SELECT to_timestamp(q.hour), to_timestamp(q.received_at), q.epoch, q.first_seq, q.device_no, q.south, q.west, q.north, q.east, q.private, q.records
FROM unnest(CAST(:hours AS double precision[]), CAST(:receivedAts AS double precision[]), CAST(:epochs AS bigint[]), CAST(:firstSeqs AS bigint[]),
            CAST(:devices AS int[]), CAST(:souths AS int[]), CAST(:wests AS int[]), CAST(:norths AS int[]), CAST(:easts AS int[]),
            CAST(:privates AS boolean[]), CAST(:records AS bytea[]))
     AS q(hour, received_at, epoch, first_seq, device_no, south, west, north, east, private, records)
