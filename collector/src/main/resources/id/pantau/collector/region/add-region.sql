INSERT INTO region (name, short_name, time_zone, zone_abbreviation, west, south, east, north, center_lat, center_lon,
                    cut_off, grace_until)
VALUES (:name, :short, :zone, :abbreviation, :west, :south, :east, :north, :lat, :lon,
        CAST(:cutOff AS time), CAST(:graceUntil AS time))
