-- Two logins beside the owner, and what row-level security asks about a transaction.
-- Logins belong to the cluster, not to the database: another database of the same cluster may make them at the same moment.
DO $$
BEGIN
  PERFORM pg_advisory_xact_lock(742001);
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '${app-user}') THEN
    CREATE ROLE "${app-user}" LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '${app-password}';
  ELSE
    ALTER ROLE "${app-user}" LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '${app-password}';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '${service-user}') THEN
    CREATE ROLE "${service-user}" LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '${service-password}';
  ELSE
    ALTER ROLE "${service-user}" LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '${service-password}';
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN
    NULL; -- made by another database of the cluster in between, with the same settings
END
$$;

CREATE EXTENSION IF NOT EXISTS postgis;

CREATE FUNCTION app_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT current_setting('app.role', true) $$;
COMMENT ON FUNCTION app_role IS 'The role of the viewer of this transaction; NULL or empty when there is none, and then nothing is visible.';

CREATE FUNCTION app_opd() RETURNS int LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.opd', true), '')::int $$;
COMMENT ON FUNCTION app_opd IS 'The agency of the viewer of this transaction, NULL when there is none.';

CREATE FUNCTION app_reads_all_opds() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(app_role() IN ('leader', 'verifier', 'cc-operator', 'wall'), false) $$;
COMMENT ON FUNCTION app_reads_all_opds IS 'The same answer as Viewer.readsAllOpds in Java.';

CREATE FUNCTION app_writes_opd(opd int) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(app_role() IN ('opd-head', 'opd-operator') AND app_opd() = opd, false) $$;
COMMENT ON FUNCTION app_writes_opd IS 'The same answer as Viewer.writesOpd in Java.';

CREATE FUNCTION app_reads_opd(opd int) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT app_reads_all_opds() OR app_writes_opd(opd) $$;
COMMENT ON FUNCTION app_reads_opd IS 'The same answer as Viewer.readsOpd in Java.';

GRANT USAGE ON SCHEMA public TO "${app-user}", "${service-user}";
