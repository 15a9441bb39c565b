-- Plates, holders and rides are as open as their vehicle, not more: the second wall also for what hangs on a vehicle.
-- V3xx is what cuts across packages and so comes after their tables.

-- Inside policies the agency of a vehicle must be known whole, or a former keeper would still see it: so as the owner.
ALTER FUNCTION vehicle_opd(int) SECURITY DEFINER SET search_path = public, pg_temp;
ALTER FUNCTION vehicle_opd_on(int, date) SECURITY DEFINER SET search_path = public, pg_temp;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['vehicle_plate', 'vehicle_keeper', 'ride'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY service_all ON %I TO "${service-user}" USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY owner ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY app_reads ON %I FOR SELECT TO "${app-user}"
                    USING (EXISTS (SELECT 1 FROM vehicle v WHERE v.id = vehicle_id))', name);
  END LOOP;
END
$$;
CREATE POLICY owner ON vehicle TO CURRENT_USER USING (true) WITH CHECK (true);

-- The sub-select is answered once a statement, so that leaders do not pay for the agency of every vehicle.
DROP POLICY app_reads ON vehicle;
CREATE POLICY app_reads ON vehicle FOR SELECT TO "${app-user}"
  USING ((SELECT app_reads_all_opds() OR coalesce(app_role() IN ('technician', 'admin'), false))
         OR app_writes_opd(vehicle_opd(id)));
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['vehicle_day', 'trip', 'stop', 'track_gap'] LOOP
    EXECUTE format('DROP POLICY app_reads ON %I', name);
    EXECUTE format('CREATE POLICY app_reads ON %I FOR SELECT TO "${app-user}"
                    USING ((SELECT app_reads_all_opds()) OR app_writes_opd(vehicle_opd_on(vehicle_id, day)))', name);
    EXECUTE format('CREATE POLICY owner ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
  END LOOP;
END
$$;
