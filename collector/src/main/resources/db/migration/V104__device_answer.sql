-- What became of what a tracker was asked for.

CREATE TABLE device_answer (
  device_no   int NOT NULL,
  command_id  text NOT NULL,
  received_at timestamptz NOT NULL,
  state       text NOT NULL CHECK (state IN ('done', 'refused')),
  answer      text NOT NULL,
  PRIMARY KEY (device_no, command_id)
);
COMMENT ON TABLE device_answer IS 'The first answer of a tracker to each command; answer holds the reason of a refusal, or what was asked for.';

GRANT SELECT, INSERT, UPDATE, DELETE ON device_answer TO "${service-user}";
