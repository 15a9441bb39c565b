-- The national tree of codes, and what each agency does of it in a year.
-- Source of the shape: Permendagri 90/2019 and its updates (docs/decisions/0020-activities-schema.md).

CREATE TABLE funding_source (
  code text PRIMARY KEY CHECK (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text NOT NULL UNIQUE,
  position smallint NOT NULL
);
COMMENT ON TABLE funding_source IS 'Where money comes from (sumber dana); the names are official and the same in every language.';

INSERT INTO funding_source (code, name, position) VALUES
  ('dau', 'DAU', 1),
  ('pad', 'PAD', 2),
  ('dbh', 'DBH', 3),
  ('dau-earmarked-education', 'DAU yang ditentukan penggunaannya: pendidikan', 4),
  ('dau-earmarked-health', 'DAU yang ditentukan penggunaannya: kesehatan', 5),
  ('dau-earmarked-works', 'DAU yang ditentukan penggunaannya: pekerjaan umum', 6),
  ('dak-physical', 'DAK Fisik', 7),
  ('dak-nonphysical', 'DAK Nonfisik', 8),
  ('cigarette-tax', 'Pajak Rokok', 9),
  ('dbhcht', 'DBHCHT', 10),
  ('provincial-aid', 'Bantuan Keuangan Provinsi', 11),
  ('blud', 'BLUD', 12);

CREATE TABLE classification (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  nomenclature_year smallint NOT NULL CHECK (nomenclature_year BETWEEN 2019 AND 2099),
  code text NOT NULL,
  level smallint NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  parent_id int REFERENCES classification (id),
  routine boolean NOT NULL GENERATED ALWAYS AS (code ~ '^\d\.\d{2}\.01(\.|$)') STORED,
  UNIQUE (nomenclature_year, code),
  CHECK ((level = 1) = (parent_id IS NULL)),
  CHECK (CASE level
    WHEN 1 THEN code ~ '^\d$'
    WHEN 2 THEN code ~ '^\d\.\d{2}$'
    WHEN 3 THEN code ~ '^\d\.\d{2}\.\d{2}$'
    WHEN 4 THEN code ~ '^\d\.\d{2}\.\d{2}\.[12]\.\d{2}$'
    -- Two digits until 2023, four since; the numbering was redone, so neither is padded into the other.
    WHEN 5 THEN code ~ '^\d\.\d{2}\.\d{2}\.[12]\.\d{2}\.(\d{2}|\d{4})$'
    ELSE false END)
);
COMMENT ON TABLE classification IS 'Urusan (1), bidang (2), program (3), kegiatan (4), sub kegiatan (5), by edition of the nomenclature.';
COMMENT ON COLUMN classification.nomenclature_year IS 'The same code means different things in different editions.';
COMMENT ON COLUMN classification.routine IS 'Below a Program Penunjang: salaries, paper, electricity.';
CREATE INDEX classification_parent ON classification (parent_id);

CREATE TABLE fiscal_year (
  year smallint PRIMARY KEY CHECK (year BETWEEN 2019 AND 2099),
  revised_from date,
  CHECK (revised_from IS NULL OR extract(year FROM revised_from) = year)
);
COMMENT ON TABLE fiscal_year IS 'Tahun anggaran, 1 January to 31 December.';
COMMENT ON COLUMN fiscal_year.revised_from IS 'From this day the budget "perubahan" (DPPA) is in force.';

CREATE TABLE sub_activity (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  fiscal_year smallint NOT NULL REFERENCES fiscal_year (year),
  opd_id int NOT NULL REFERENCES opd (id),
  classification_id int NOT NULL REFERENCES classification (id),
  output_indicator text,
  output_target numeric(14, 2),
  output_unit text,
  UNIQUE (fiscal_year, opd_id, classification_id),
  UNIQUE (id, opd_id),
  UNIQUE (id, opd_id, fiscal_year)
);
COMMENT ON TABLE sub_activity IS 'A sub kegiatan of an agency in a fiscal year: where budget and output sit.';

CREATE TABLE sub_activity_funding (
  sub_activity_id int NOT NULL,
  opd_id int NOT NULL,
  budget text NOT NULL CHECK (budget IN ('murni', 'perubahan')),
  source text NOT NULL REFERENCES funding_source (code),
  pagu_rp bigint NOT NULL CHECK (pagu_rp >= 0),
  PRIMARY KEY (sub_activity_id, budget, source),
  FOREIGN KEY (sub_activity_id, opd_id) REFERENCES sub_activity (id, opd_id)
);
COMMENT ON TABLE sub_activity_funding IS 'The pagu of a sub-activity by source, in the budget as passed (murni) and as revised (perubahan). Its sum is the pagu.';
