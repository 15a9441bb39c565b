-- Two writers of ingest ask for the same new day at the same time. to_regclass answers from a cache that waiting for an advisory lock does not
-- refresh, so the second one still saw no table and failed; it tried again a moment later, but said so as an error. A query sees what is committed.
CREATE OR REPLACE FUNCTION ensure_fix_partition(wanted date) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE
  zone text := (SELECT time_zone FROM region);
  name text := 'fix_' || to_char(wanted, 'YYYYMMDD');
BEGIN
  IF zone IS NULL THEN
    RAISE EXCEPTION 'the region is not set up yet';
  END IF;
  IF wanted < DATE '2023-12-31' OR wanted > current_date + 60 THEN
    RAISE EXCEPTION 'no partition for %: too far from today', wanted;
  END IF;
  IF to_regclass(name) IS NOT NULL THEN
    RETURN false;
  END IF;
  PERFORM pg_advisory_xact_lock(742101);
  PERFORM FROM pg_class WHERE relname = name AND relnamespace = 'public'::regnamespace;
  IF FOUND THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE fix INCLUDING ALL)', name);
  EXECUTE format('ALTER TABLE fix ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name,
                 wanted::timestamp AT TIME ZONE zone, (wanted + 1)::timestamp AT TIME ZONE zone);
  RETURN true;
END
$$;
