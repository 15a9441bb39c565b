-- The rules of package_update that hold even when the Java checks are bypassed.

CREATE FUNCTION package_update_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'package_update is append only: write a further version with a reason'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER package_update_append_only BEFORE UPDATE OR DELETE ON package_update
  FOR EACH ROW EXECUTE FUNCTION package_update_refuse_change();
CREATE TRIGGER package_update_no_truncate BEFORE TRUNCATE ON package_update
  FOR EACH STATEMENT EXECUTE FUNCTION package_update_refuse_change();

CREATE FUNCTION package_update_check_correction() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.correction_reason IS NULL
     AND (SELECT kind FROM package_update WHERE id = NEW.supersedes) = 'progress' THEN
    RAISE EXCEPTION 'a correction needs a reason' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER package_update_correction BEFORE INSERT ON package_update
  FOR EACH ROW WHEN (NEW.version > 1) EXECUTE FUNCTION package_update_check_correction();

-- One statement for many rows: a year of reports loads as fast as a day.
CREATE FUNCTION package_update_follow() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM fresh
    JOIN month_lock l ON l.opd_id = fresh.opd_id AND l.month = date_trunc('month', fresh.report_date)::date
    WHERE NOT EXISTS (
      SELECT 1 FROM reopening r
      WHERE r.opd_id = fresh.opd_id AND fresh.report_date BETWEEN r.from_date AND r.to_date
        AND r.open_until > fresh.recorded_at)) THEN
    RAISE EXCEPTION 'the month is locked' USING ERRCODE = 'check_violation';
  END IF;

  INSERT INTO package_current AS c
    (package_id, opd_id, physical_pct, financial_rp, stage, progress_date, last_date, last_at, last_kind, last_note)
  SELECT touched.package_id, touched.opd_id,
         coalesce(progress.physical_pct, 0), coalesce(progress.financial_rp, 0),
         coalesce(progress.stage, 'planning'), progress.report_date,
         newest.report_date, newest.recorded_at, newest.kind, newest.note
  FROM (SELECT DISTINCT package_id, opd_id FROM fresh) touched
  CROSS JOIN LATERAL (
    SELECT u.report_date, u.recorded_at, u.kind, u.note FROM package_update u
    WHERE u.package_id = touched.package_id
    ORDER BY u.report_date DESC, u.version DESC LIMIT 1) newest
  LEFT JOIN LATERAL (
    SELECT u.physical_pct, u.financial_rp, u.stage, u.report_date FROM effective_update u
    WHERE u.package_id = touched.package_id AND u.kind = 'progress'
    ORDER BY u.report_date DESC, u.version DESC LIMIT 1) progress ON true
  ON CONFLICT (package_id) DO UPDATE SET
    physical_pct = excluded.physical_pct, financial_rp = excluded.financial_rp, stage = excluded.stage,
    progress_date = excluded.progress_date, last_date = excluded.last_date, last_at = excluded.last_at,
    last_kind = excluded.last_kind, last_note = excluded.last_note;

  UPDATE duty d SET done_at = least(d.done_at, f.first_at)
  FROM (SELECT package_id, report_date, min(recorded_at) AS first_at
        FROM fresh GROUP BY package_id, report_date) f
  WHERE d.package_id = f.package_id AND f.report_date BETWEEN d.window_start AND d.date
    AND (d.done_at IS NULL OR d.done_at > f.first_at);
  RETURN NULL;
END $$;

CREATE TRIGGER package_update_follow AFTER INSERT ON package_update
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION package_update_follow();
