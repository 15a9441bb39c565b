-- Two trackers under one name: what one of them says is taken for the other's, and records may be lost.

CREATE TABLE device_twin (
  device_no int PRIMARY KEY,
  since     timestamptz NOT NULL,
  seen_at   timestamptz NOT NULL,
  sign      text NOT NULL CHECK (sign IN ('numbers', 'journals'))
);
COMMENT ON TABLE device_twin IS 'Trackers that were seen to be two with one key.';
COMMENT ON COLUMN device_twin.since IS 'The first sign, after a day without any.';
COMMENT ON COLUMN device_twin.seen_at IS 'The last sign.';
COMMENT ON COLUMN device_twin.sign IS 'numbers: a record came under a number under which another is stored; journals: two journals were written at the same time.';

GRANT SELECT, INSERT, UPDATE ON device_twin TO "${service-user}";
