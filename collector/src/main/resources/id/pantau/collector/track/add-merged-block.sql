INSERT INTO fix_block (hour, received_at, epoch, first_seq, device_no, south_e6, west_e6, north_e6, east_e6, private, records, arrivals)
VALUES (CAST(:hour AS timestamptz), CAST(:receivedAt AS timestamptz), :epoch, :firstSeq, :deviceNo, :south, :west, :north, :east, :private,
        :records, :arrivals)
