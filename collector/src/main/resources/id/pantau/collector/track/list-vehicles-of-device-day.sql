-- Also vehicles it was in when their day was derived last, though by now we know better.
SELECT vehicle_id FROM ride
WHERE device_no = :deviceNo AND during && tstzrange(region_day_start(CAST(:day AS date)), region_day_start(CAST(:day AS date) + 1))
UNION
SELECT vehicle_id FROM vehicle_day WHERE day = CAST(:day AS date) AND device_nos @> ARRAY[CAST(:deviceNo AS int)]
ORDER BY vehicle_id
