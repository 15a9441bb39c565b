-- The region: who its agencies are, its areas, its working time, what its built-in map shows. Readable by everybody who is logged in.

CREATE TABLE region (
  only_one          boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  name              text NOT NULL,
  short_name        text NOT NULL,
  time_zone         text NOT NULL,
  zone_abbreviation text NOT NULL,
  west              double precision NOT NULL,
  south             double precision NOT NULL,
  east              double precision NOT NULL,
  north             double precision NOT NULL,
  center_lat        double precision NOT NULL,
  center_lon        double precision NOT NULL,
  cut_off           time NOT NULL,
  grace_until       time NOT NULL,
  map_base          text NOT NULL DEFAULT 'builtin' CHECK (map_base IN ('builtin', 'pmtiles', 'style')),
  map_url           text,
  map_attribution   text NOT NULL DEFAULT ''
);
COMMENT ON TABLE region IS 'The one region this installation serves.';
COMMENT ON COLUMN region.cut_off IS 'Until then a report of the day counts as on time, local time.';
COMMENT ON COLUMN region.grace_until IS 'Until then on the next working day a report still counts, marked late.';

CREATE TABLE opd (
  id           int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code         text NOT NULL,
  handle       text NOT NULL UNIQUE CHECK (handle ~ '^[a-z0-9-]{1,32}$'),
  name         text NOT NULL,
  short_name   text NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('dinas', 'badan', 'kecamatan', 'rsud', 'sekretariat', 'inspektorat', 'satuan')),
  parent_id    int REFERENCES opd,
  hours        text NOT NULL,
  valid_from   date NOT NULL,
  valid_to     date,
  successor_id int REFERENCES opd,
  CHECK (valid_to IS NULL OR valid_to > valid_from)
);
COMMENT ON TABLE opd IS 'Agencies. Merged or renamed ones end (valid_to, exclusive) and name their successor; their history stays.';
COMMENT ON COLUMN opd.hours IS 'Group of working time: work_hours.hours.';

CREATE TABLE area (
  id     int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind   text NOT NULL CHECK (kind IN ('kecamatan', 'desa', 'kelurahan')),
  code   text NOT NULL UNIQUE,
  name   text NOT NULL,
  middle geometry(Point, 4326) NOT NULL,
  geom   geometry(MultiPolygon, 4326)
);
COMMENT ON TABLE area IS 'Kecamatan, desa, kelurahan with their code of the Ministry of Home Affairs. Outlines are loaded by the administrator.';
COMMENT ON COLUMN area.middle IS 'For a kecamatan the seat, for a desa its middle.';

CREATE TABLE work_hours (
  hours   text NOT NULL,
  profile text NOT NULL CHECK (profile IN ('normal', 'ramadan')),
  weekday int NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  opens   time NOT NULL,
  closes  time NOT NULL,
  PRIMARY KEY (hours, profile, weekday)
);
COMMENT ON TABLE work_hours IS 'Opening times by group and ISO weekday; a weekday without a row is free. 00:00 to 24:00 for services that never close.';

CREATE TABLE work_profile (
  profile   text NOT NULL CHECK (profile IN ('ramadan')),
  first_day date NOT NULL,
  last_day  date NOT NULL,
  PRIMARY KEY (profile, first_day),
  CHECK (last_day >= first_day)
);
COMMENT ON TABLE work_profile IS 'When other hours than normal hold.';

CREATE TABLE holiday (
  day  date PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('national', 'joint-leave', 'regional')),
  name text NOT NULL
);
COMMENT ON TABLE holiday IS 'Days on which nobody has to report.';

CREATE TABLE work_exception (
  day     date NOT NULL,
  opd_id  int REFERENCES opd,
  working boolean NOT NULL,
  reason  text NOT NULL,
  UNIQUE NULLS NOT DISTINCT (day, opd_id)
);
COMMENT ON TABLE work_exception IS 'One day that differs, for one agency or (opd_id NULL) for all; stronger than weekday and holiday.';

CREATE TABLE map_feature (
  id     int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source text NOT NULL,
  kind   text NOT NULL CHECK (kind IN ('place', 'road', 'river', 'boundary', 'peak')),
  class  text NOT NULL,
  name   text,
  geom   geometry(Geometry, 4326) NOT NULL
);
COMMENT ON TABLE map_feature IS 'What the built-in map draws besides the coast. source says who put it there, so that it can be removed together.';

GRANT SELECT ON region, opd, area, work_hours, work_profile, holiday, work_exception, map_feature TO "${app-user}";
GRANT SELECT, INSERT, UPDATE, DELETE ON region, opd, area, work_hours, work_profile, holiday, work_exception, map_feature TO "${service-user}";
