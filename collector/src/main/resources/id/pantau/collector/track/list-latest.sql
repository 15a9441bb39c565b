SELECT device_no, fix_time, received_at, epoch, seq, since, batch_from, speed_dms, course_deg, flags, standing,
       ST_Y(geom) AS lat, ST_X(geom) AS lon
FROM latest_position ORDER BY device_no
