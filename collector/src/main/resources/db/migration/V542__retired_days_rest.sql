-- What is kept of a day whose positions were deleted is not judged again: its visits and alerts would be found no longer, for want of evidence.
CREATE FUNCTION retired_days_rest() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM retired_day WHERE day = NEW.day) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER retired_days_rest BEFORE INSERT ON visit_due FOR EACH ROW EXECUTE FUNCTION retired_days_rest();
CREATE TRIGGER retired_days_rest BEFORE INSERT ON alert_due FOR EACH ROW EXECUTE FUNCTION retired_days_rest();

-- And a day is whole as long as somebody is to judge it.
CREATE OR REPLACE FUNCTION begin_retiring(of_day date) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '500ms' AS
$$
BEGIN
  IF is_held(of_day) OR NOT pg_try_advisory_xact_lock(742541) THEN
    RETURN false;
  END IF;
  EXECUTE format('LOCK TABLE %I IN SHARE MODE', 'fix_block_' || to_char(of_day, 'YYYYMMDD'));
  -- The day after is derived with the last minutes of this one.
  RETURN NOT EXISTS (SELECT FROM dirty_day WHERE day IN (of_day, of_day + 1))
     AND NOT EXISTS (SELECT FROM visit_due WHERE day = of_day)
     AND NOT EXISTS (SELECT FROM alert_due WHERE day = of_day);
EXCEPTION
  WHEN lock_not_available OR undefined_table THEN
    RETURN false;
END
$$;
COMMENT ON FUNCTION begin_retiring IS 'Keeps a day still so that its routes can be thinned; false = it is held, in use, not yet derived, or not yet judged.';
