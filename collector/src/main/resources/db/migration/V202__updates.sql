-- Daily reports. A row is never changed or removed: a correction is a further version with a reason.

CREATE TABLE package_update (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  package_id int NOT NULL,
  opd_id int NOT NULL,
  report_date date NOT NULL,
  version smallint NOT NULL CHECK (version > 0),
  supersedes bigint UNIQUE,
  kind text NOT NULL CHECK (kind IN ('nihil', 'progress')),
  physical_pct numeric(5, 2) CHECK (physical_pct BETWEEN 0 AND 100),
  financial_rp bigint CHECK (financial_rp >= 0),
  stage text CHECK (stage IN ('planning', 'procurement', 'running', 'handover', 'finished')),
  note text CHECK (length(note) BETWEEN 1 AND 1000),
  correction_reason text CHECK (length(trim(correction_reason)) BETWEEN 3 AND 500),
  author_id int NOT NULL REFERENCES user_account (id),
  author_name text NOT NULL,
  author_role text NOT NULL,
  recorded_at timestamptz NOT NULL,
  UNIQUE (package_id, report_date, version),
  UNIQUE (id, package_id, report_date),
  FOREIGN KEY (package_id, opd_id) REFERENCES work_package (id, opd_id),
  FOREIGN KEY (supersedes, package_id, report_date) REFERENCES package_update (id, package_id, report_date),
  -- Zones reach 14 hours ahead of UTC; the exact rule (not after today) is CorrectionPolicy's.
  CHECK (report_date <= (recorded_at AT TIME ZONE 'UTC')::date + 1),
  CHECK ((version = 1) = (supersedes IS NULL)),
  -- "No change" carries no numbers: so a correction of the day before reaches the days after it.
  CHECK ((kind = 'nihil') = (physical_pct IS NULL)
     AND (kind = 'nihil') = (financial_rp IS NULL)
     AND (kind = 'nihil') = (stage IS NULL)),
  CHECK (stage <> 'finished' OR physical_pct = 100)
);
COMMENT ON TABLE package_update IS 'What an agency reported about a package for a day. Append only.';
COMMENT ON COLUMN package_update.report_date IS 'The day it counts for, in the zone of the region.';
COMMENT ON COLUMN package_update.physical_pct IS 'Cumulative. Empty in a nihil report: the last progress report before it holds.';
COMMENT ON COLUMN package_update.financial_rp IS 'Paid (SP2D), cumulative.';
COMMENT ON COLUMN package_update.author_name IS 'As displayed when it was written; a role, not a person.';
CREATE INDEX package_update_progress ON package_update (package_id, report_date DESC, version DESC)
  WHERE kind = 'progress';
CREATE INDEX package_update_opd_day ON package_update (opd_id, report_date);

CREATE VIEW effective_update WITH (security_invoker = true) AS
  SELECT u.* FROM package_update u
  WHERE NOT EXISTS (SELECT 1 FROM package_update newer WHERE newer.supersedes = u.id);
COMMENT ON VIEW effective_update IS 'The newest version of every report.';

CREATE TABLE month_lock (
  opd_id int NOT NULL REFERENCES opd (id),
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  locked_by int NOT NULL REFERENCES user_account (id),
  locked_at timestamptz NOT NULL,
  PRIMARY KEY (opd_id, month)
);
COMMENT ON TABLE month_lock IS 'A month whose report is signed: nothing more is written into it unless reopened.';

CREATE TABLE reopening (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  opd_id int NOT NULL REFERENCES opd (id),
  from_date date NOT NULL,
  to_date date NOT NULL,
  open_until timestamptz NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  opened_by int NOT NULL REFERENCES user_account (id),
  opened_at timestamptz NOT NULL,
  CHECK (to_date >= from_date),
  CHECK (open_until > opened_at)
);
COMMENT ON TABLE reopening IS 'A verifier opens past days of an agency for a while.';
CREATE INDEX reopening_opd ON reopening (opd_id, to_date);

CREATE TABLE obstacle_code (
  code text PRIMARY KEY CHECK (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  position smallint NOT NULL UNIQUE,
  dak_no smallint UNIQUE,
  name_id text NOT NULL,
  name_en text NOT NULL
);
COMMENT ON TABLE obstacle_code IS 'Causes to choose from. The first eleven follow the codification of problems of the DAK.';

INSERT INTO obstacle_code (code, position, dak_no, name_id, name_en) VALUES
  ('budget-document', 1, 1, 'DPA / anggaran', 'Budget document (DPA)'),
  ('budget-plan', 2, 2, 'RKA', 'Work plan and budget (RKA)'),
  ('decree', 3, 3, 'SK pelaksana', 'Decree naming the officers'),
  ('guideline', 4, 4, 'Juknis / aturan', 'Guidelines or rules'),
  ('self-managed-preparation', 5, 5, 'Persiapan swakelola', 'Preparing self-managed work'),
  ('self-managed-work', 6, 6, 'Pelaksanaan swakelola', 'Doing self-managed work'),
  ('tender', 7, 7, 'Tender (gagal, ulang, sanggah)', 'Tender (failed, repeated, contested)'),
  ('contract', 8, 8, 'Pelaksanaan kontrak', 'Contract performance'),
  ('payment', 9, 9, 'Penerbitan SP2D / pencairan', 'Payment order (SP2D)'),
  ('transfer', 10, 10, 'PMK / penundaan transfer', 'Ministry rule or delayed transfer'),
  ('land', 11, 11, 'Lahan', 'Land'),
  ('weather', 12, NULL, 'Cuaca / bencana', 'Weather or disaster'),
  ('material', 13, NULL, 'Material / tenaga kerja', 'Material or labour'),
  ('design', 14, NULL, 'Perubahan desain', 'Change of design'),
  ('revised-budget', 15, NULL, 'Menunggu APBD Perubahan', 'Waiting for the revised budget'),
  ('staff-change', 16, NULL, 'Mutasi / pergantian pejabat', 'Change of officers'),
  ('other', 17, NULL, 'Lainnya', 'Other');

CREATE TABLE obstacle (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  package_id int NOT NULL,
  opd_id int NOT NULL,
  update_id bigint REFERENCES package_update (id),
  code text NOT NULL REFERENCES obstacle_code (code),
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 500),
  help_from text CHECK (length(help_from) BETWEEN 1 AND 80),
  person_in_charge text,
  follow_up text,
  since date NOT NULL,
  due_date date CHECK (due_date >= since),
  closed_on date CHECK (closed_on >= since),
  closing_note text,
  FOREIGN KEY (package_id, opd_id) REFERENCES work_package (id, opd_id)
);
COMMENT ON TABLE obstacle IS 'Kendala: what is in the way, since when, and who can help.';
COMMENT ON COLUMN obstacle.person_in_charge IS 'PIC, as a role.';
CREATE INDEX obstacle_package ON obstacle (package_id);
CREATE INDEX obstacle_open ON obstacle (opd_id) WHERE closed_on IS NULL;

