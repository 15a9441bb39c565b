-- Where everyone was at a moment: stops and trips say it for most; only of those on the road positions around the moment are read.

CREATE FUNCTION visible_track_around(of_vehicle int, on_day date, at timestamptz) RETURNS bytea
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
  SELECT CASE WHEN app_reads_opd(vehicle_opd_on(of_vehicle, on_day))
    THEN coalesce((SELECT packed FROM kept_route WHERE vehicle_id = of_vehicle AND day = on_day),
                  packed_track(of_vehicle, at - interval '15 minutes', at + interval '15 minutes')) END
$$;
COMMENT ON FUNCTION visible_track_around IS 'The fixes of a vehicle a quarter of an hour around a moment, or what is kept of its day, if the viewer of this transaction may see them; else NULL.';
REVOKE ALL ON FUNCTION visible_track_around FROM PUBLIC;
GRANT EXECUTE ON FUNCTION visible_track_around TO "${app-user}";
