-- What was due on a day, who was reminded, and the figures of a day.

CREATE TABLE activity_rules (
  in_force_from date PRIMARY KEY,
  split_pct numeric(5, 2) NOT NULL CHECK (split_pct BETWEEN 0 AND 100),
  early_watch_pts numeric(5, 2) NOT NULL CHECK (early_watch_pts >= 0),
  early_critical_pts numeric(5, 2) NOT NULL,
  late_watch_pts numeric(5, 2) NOT NULL CHECK (late_watch_pts >= 0),
  late_critical_pts numeric(5, 2) NOT NULL,
  daily_works_above_rp bigint NOT NULL CHECK (daily_works_above_rp >= 0),
  weekly_day smallint NOT NULL CHECK (weekly_day BETWEEN 1 AND 7),
  operator_days smallint NOT NULL CHECK (operator_days >= 0),
  verifier_days smallint NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  CHECK (early_critical_pts >= early_watch_pts),
  CHECK (late_critical_pts >= late_watch_pts),
  CHECK (verifier_days >= operator_days)
);
COMMENT ON TABLE activity_rules IS 'What the regency decides about reporting, by the day it takes effect; see ActivityRules.';

INSERT INTO activity_rules VALUES
  ('2019-01-01', 70, 5, 10, 2.5, 5, 200000000, 5, 1, 7, 'As delivered');

CREATE TABLE duty (
  opd_id int NOT NULL,
  date date NOT NULL,
  package_id int NOT NULL,
  window_start date NOT NULL,
  cadence text NOT NULL CHECK (cadence IN ('daily', 'weekly', 'monthly')),
  done_at timestamptz,
  PRIMARY KEY (opd_id, date, package_id),
  FOREIGN KEY (package_id, opd_id) REFERENCES work_package (id, opd_id),
  CHECK (window_start <= date)
);
COMMENT ON TABLE duty IS 'A report that is due on a day. Written once when the day opens, by the standing of the day before; kept as it was then.';
COMMENT ON COLUMN duty.window_start IS 'A report for any day from here to the date does it.';
COMMENT ON COLUMN duty.done_at IS 'When the first report in the window was recorded.';
CREATE INDEX duty_package ON duty (package_id, date);
CREATE INDEX duty_date ON duty (date);

CREATE TABLE opd_day (
  opd_id int NOT NULL REFERENCES opd (id),
  date date NOT NULL,
  working boolean NOT NULL,
  package_count int NOT NULL,
  pagu_rp bigint NOT NULL,
  physical_weight double precision NOT NULL,
  planned_weight double precision NOT NULL,
  financial_rp bigint NOT NULL,
  planned_count int NOT NULL,
  running_count int NOT NULL,
  finished_count int NOT NULL,
  watch_count int NOT NULL,
  critical_count int NOT NULL,
  late_count int NOT NULL,
  PRIMARY KEY (opd_id, date)
);
COMMENT ON TABLE opd_day IS 'The figures of an agency at the end of a day. Derived: DayBook computes it again from reports and plans.';
COMMENT ON COLUMN opd_day.physical_weight IS 'Sum of physical per cent times pagu; divided by pagu_rp it is the physical progress.';
CREATE INDEX opd_day_date ON opd_day (date);

CREATE TABLE package_current (
  package_id int PRIMARY KEY,
  opd_id int NOT NULL,
  physical_pct numeric(5, 2) NOT NULL,
  financial_rp bigint NOT NULL,
  stage text NOT NULL,
  progress_date date,
  last_date date NOT NULL,
  last_at timestamptz NOT NULL,
  last_kind text NOT NULL,
  last_note text,
  FOREIGN KEY (package_id, opd_id) REFERENCES work_package (id, opd_id)
);
COMMENT ON TABLE package_current IS 'Where every reported package stands. Derived: a trigger of package_update keeps it in the same transaction.';
CREATE INDEX package_current_opd ON package_current (opd_id);

CREATE TABLE reminder (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  opd_id int NOT NULL REFERENCES opd (id),
  date date NOT NULL,
  reminded_at timestamptz NOT NULL,
  author_id int NOT NULL REFERENCES user_account (id),
  author_name text NOT NULL
);
COMMENT ON TABLE reminder IS 'A leader or verifier asked an agency to report.';
CREATE INDEX reminder_opd_day ON reminder (opd_id, date);

CREATE TABLE instruction (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  opd_id int NOT NULL REFERENCES opd (id),
  package_id int,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
  due_date date,
  author_id int NOT NULL REFERENCES user_account (id),
  author_name text NOT NULL,
  given_at timestamptz NOT NULL,
  closed_at timestamptz,
  closing_note text,
  FOREIGN KEY (package_id, opd_id) REFERENCES work_package (id, opd_id)
);
COMMENT ON TABLE instruction IS 'Arahan pimpinan: what a leader asked of an agency, with a deadline.';
CREATE INDEX instruction_opd ON instruction (opd_id);
