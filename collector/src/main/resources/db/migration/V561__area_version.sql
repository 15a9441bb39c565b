-- Two people who change one area at once: the second is told instead of winning in silence.

ALTER TABLE area ADD COLUMN version int NOT NULL DEFAULT 0;
COMMENT ON COLUMN area.version IS 'Grows with each change: whoever changes an area names the version they saw.';

-- A name says nothing of where vehicles were; a kind that is not watched any more does.
CREATE OR REPLACE FUNCTION area_marks_days() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  watched text[] := ARRAY['geofence', 'regency', 'island'];
  was boolean := TG_OP <> 'INSERT' AND OLD.kind = ANY (watched);
  becomes boolean := TG_OP <> 'DELETE' AND NEW.kind = ANY (watched);
BEGIN
  IF TG_OP = 'UPDATE' AND was = becomes AND OLD.kind = NEW.kind AND OLD.buffer_m = NEW.buffer_m
     AND ST_AsBinary(OLD.geom) IS NOT DISTINCT FROM ST_AsBinary(NEW.geom) THEN
    RETURN NULL;
  END IF;
  IF was OR becomes THEN
    INSERT INTO dirty_day (device_no, day, due_at)
    -- Not at once: the collector that changed it has yet to take note.
    SELECT d.no, d.day, now() + interval '5 seconds' + interval '50 milliseconds' * row_number() OVER (ORDER BY d.day DESC, d.no)
    FROM (SELECT DISTINCT unnest(v.device_nos) AS no, v.day FROM vehicle_day v WHERE v.day >= current_date - 15) d
    ORDER BY d.no, d.day
    ON CONFLICT (device_no, day) DO UPDATE SET claimed_at = NULL, due_at = excluded.due_at WHERE dirty_day.claimed_at IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;
