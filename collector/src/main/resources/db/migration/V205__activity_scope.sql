-- Who may read and write what: the second wall behind the checks in Java.
-- FORCEd, so that not even the owner of the tables passes by accident.

GRANT SELECT ON funding_source, classification, fiscal_year, obstacle_code, activity_rules
  TO "${app-user}", "${service-user}";
GRANT INSERT, UPDATE ON classification, fiscal_year, activity_rules TO "${service-user}";

DO $$
DECLARE
  scoped text;
BEGIN
  FOREACH scoped IN ARRAY ARRAY[
    'sub_activity', 'sub_activity_funding', 'work_package', 'plan_version', 'package_flag', 'package_update',
    'month_lock', 'reopening', 'obstacle', 'duty', 'opd_day', 'package_current', 'reminder', 'instruction'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', scoped);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', scoped);
    -- The sub-select is answered once a statement, not once a row.
    EXECUTE format('CREATE POLICY reads ON %I FOR SELECT TO "${app-user}"
                    USING ((SELECT app_reads_all_opds()) OR app_writes_opd(opd_id))', scoped);
    EXECUTE format('CREATE POLICY service ON %I TO "${service-user}" USING (true) WITH CHECK (true)', scoped);
    -- For the triggers below, which run as the owner.
    EXECUTE format('CREATE POLICY owner ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', scoped);
    EXECUTE format('GRANT SELECT ON %I TO "${app-user}"', scoped);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO "${service-user}"', scoped);
  END LOOP;
END
$$;

GRANT SELECT ON effective_update TO "${app-user}", "${service-user}";

-- The agency itself.
GRANT INSERT ON package_update, obstacle, opd_day TO "${app-user}";
GRANT UPDATE ON opd_day TO "${app-user}";
GRANT UPDATE (follow_up, person_in_charge, due_date, closed_on, closing_note) ON obstacle TO "${app-user}";
CREATE POLICY reports ON package_update FOR INSERT TO "${app-user}"
  WITH CHECK (app_writes_opd(opd_id) AND author_id = CAST(current_setting('app.user', true) AS int));
CREATE POLICY reports ON obstacle FOR INSERT TO "${app-user}" WITH CHECK (app_writes_opd(opd_id));
CREATE POLICY follows_up ON obstacle FOR UPDATE TO "${app-user}"
  USING (app_writes_opd(opd_id)) WITH CHECK (app_writes_opd(opd_id));
CREATE POLICY counts ON opd_day FOR INSERT TO "${app-user}" WITH CHECK (app_writes_opd(opd_id));
CREATE POLICY recounts ON opd_day FOR UPDATE TO "${app-user}"
  USING (app_writes_opd(opd_id)) WITH CHECK (app_writes_opd(opd_id));

-- Those who chase the reports.
GRANT INSERT ON reminder, instruction, reopening, month_lock TO "${app-user}";
CREATE POLICY reminds ON reminder FOR INSERT TO "${app-user}"
  WITH CHECK (app_role() IN ('leader', 'verifier', 'cc-operator')
              AND author_id = CAST(current_setting('app.user', true) AS int));
CREATE POLICY instructs ON instruction FOR INSERT TO "${app-user}"
  WITH CHECK (app_role() = 'leader' AND author_id = CAST(current_setting('app.user', true) AS int));
CREATE POLICY reopens ON reopening FOR INSERT TO "${app-user}"
  WITH CHECK (app_role() = 'verifier' AND opened_by = CAST(current_setting('app.user', true) AS int));
CREATE POLICY locks ON month_lock FOR INSERT TO "${app-user}"
  WITH CHECK (app_role() = 'verifier' AND locked_by = CAST(current_setting('app.user', true) AS int));

-- What the service derives and an import may change.
GRANT UPDATE ON opd_day, duty, package_current, sub_activity, sub_activity_funding, work_package, package_flag
  TO "${service-user}";
GRANT DELETE ON duty, opd_day, package_current TO "${service-user}";
