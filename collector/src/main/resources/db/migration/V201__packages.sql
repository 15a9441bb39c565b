-- Work packages (paket pekerjaan): what is contracted, photographed and visited.

CREATE TABLE work_package (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  opd_id int NOT NULL,
  sub_activity_id int NOT NULL,
  fiscal_year smallint NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 3 AND 300),
  implicit boolean NOT NULL DEFAULT false,
  predecessor_id int REFERENCES work_package (id),
  kind text NOT NULL CHECK (kind IN ('construction', 'goods', 'services', 'consultancy', 'self-managed')),
  method text CHECK (method IN ('tender', 'direct', 'e-purchasing', 'self-managed')),
  rup_code text,
  priority boolean NOT NULL DEFAULT false,
  cadence_override text CHECK (cadence_override IN ('daily', 'weekly', 'monthly')),
  pagu_murni_rp bigint NOT NULL CHECK (pagu_murni_rp >= 0),
  pagu_perubahan_rp bigint CHECK (pagu_perubahan_rp >= 0),
  source text NOT NULL REFERENCES funding_source (code),
  officer_role text,
  officer_user_id int REFERENCES user_account (id),
  contractor text,
  contract_no text,
  contract_date date,
  contract_rp bigint CHECK (contract_rp >= 0),
  planned_contract_date date,
  planned_start date,
  planned_end date,
  location geometry(Geometry, 4326)
    CHECK (GeometryType(location) IN ('POINT', 'LINESTRING', 'POLYGON', 'MULTIPOINT', 'MULTILINESTRING', 'MULTIPOLYGON')),
  kecamatan_code text,
  kecamatan_name text,
  desa_code text,
  desa_name text,
  location_text text,
  created_at timestamptz NOT NULL,
  UNIQUE (id, opd_id),
  FOREIGN KEY (sub_activity_id, opd_id, fiscal_year) REFERENCES sub_activity (id, opd_id, fiscal_year),
  CHECK (planned_end >= planned_start),
  CHECK (location IS NULL OR (ST_XMin(location) >= -180 AND ST_XMax(location) <= 180 AND ST_YMin(location) >= -90 AND ST_YMax(location) <= 90))
);
COMMENT ON TABLE work_package IS 'Paket pekerjaan; the screens call it "kegiatan". Location, contract, reports and visits hang here, budgets at the sub-activity.';
COMMENT ON COLUMN work_package.implicit IS 'A sub-activity without packages behaves as one; it was made for it.';
COMMENT ON COLUMN work_package.predecessor_id IS 'The package it continues: of the year before, or of an agency that was merged.';
COMMENT ON COLUMN work_package.cadence_override IS 'Empty: the class is derived (CadencePolicy).';
COMMENT ON COLUMN work_package.officer_role IS 'The PPTK as a role, never a person.';
COMMENT ON COLUMN work_package.contractor IS 'Penyedia: a firm, not a person.';
COMMENT ON COLUMN work_package.location IS 'Point (a building), line (a road, a canal) or area; empty when the work has no place.';
CREATE INDEX work_package_opd ON work_package (opd_id, fiscal_year);
CREATE INDEX work_package_sub_activity ON work_package (sub_activity_id);
CREATE INDEX work_package_location ON work_package USING gist (location);

CREATE FUNCTION never_falls(series numeric[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(bool_and(value >= before), true)
  FROM (SELECT value, lag(value) OVER (ORDER BY place) AS before
        FROM unnest(series) WITH ORDINALITY AS item (value, place)) pairs
  WHERE before IS NOT NULL
$$;

CREATE TABLE plan_version (
  package_id int NOT NULL,
  version smallint NOT NULL CHECK (version > 0),
  opd_id int NOT NULL,
  budget text NOT NULL CHECK (budget IN ('murni', 'perubahan')),
  in_force_from date NOT NULL,
  reason text,
  physical_pct numeric(5, 2)[] NOT NULL,
  financial_rp bigint[] NOT NULL,
  PRIMARY KEY (package_id, version),
  UNIQUE (package_id, in_force_from),
  FOREIGN KEY (package_id, opd_id) REFERENCES work_package (id, opd_id),
  CHECK (version = 1 OR reason IS NOT NULL),
  CHECK (version <> 1 OR extract(doy FROM in_force_from) = 1),
  CHECK (array_ndims(physical_pct) = 1 AND array_length(physical_pct, 1) = 12 AND array_position(physical_pct, NULL) IS NULL),
  CHECK (array_ndims(financial_rp) = 1 AND array_length(financial_rp, 1) = 12 AND array_position(financial_rp, NULL) IS NULL),
  CHECK (0 <= ALL (physical_pct) AND 100 >= ALL (physical_pct) AND never_falls(physical_pct)),
  CHECK (0 <= ALL (financial_rp) AND never_falls(CAST(financial_rp AS numeric[])))
);
COMMENT ON TABLE plan_version IS 'The plan curve of a package (physical schedule and anggaran kas). A new version takes effect on its day and never changes what was planned before.';
COMMENT ON COLUMN plan_version.physical_pct IS 'Twelve cumulative values, at the end of each month.';
COMMENT ON COLUMN plan_version.financial_rp IS 'Twelve cumulative values, at the end of each month.';

CREATE TABLE package_flag (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  package_id int NOT NULL,
  opd_id int NOT NULL,
  flag text NOT NULL CHECK (flag IN ('postponed', 'cancelled', 'terminated', 'tender-failed')),
  since date NOT NULL,
  until date CHECK (until > since),
  reason text NOT NULL CHECK (reason <> ''),
  set_by int NOT NULL REFERENCES user_account (id),
  set_at timestamptz NOT NULL,
  FOREIGN KEY (package_id, opd_id) REFERENCES work_package (id, opd_id)
);
COMMENT ON TABLE package_flag IS 'What people say about a package beside its stage; "late" and "critical" are computed, not stored.';
COMMENT ON COLUMN package_flag.until IS 'The first day it no longer holds.';
CREATE INDEX package_flag_package ON package_flag (package_id);
