-- What people ask of trackers.

CREATE TABLE device_command (
  id         text PRIMARY KEY,
  device_no  int NOT NULL REFERENCES device,
  kind       text NOT NULL,
  arguments  jsonb NOT NULL,
  made_at    timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  made_by    text NOT NULL
);
COMMENT ON TABLE device_command IS 'Commands to trackers; kind is Command.Kind.word of the wire. A tracker past expires_at does nothing.';
CREATE INDEX device_command_newest ON device_command (device_no, made_at DESC);

CREATE TABLE device_config (
  device_no   int NOT NULL REFERENCES device,
  version     int NOT NULL CHECK (version > 0),
  settings    jsonb NOT NULL,
  made_at     timestamptz NOT NULL,
  made_by     text NOT NULL,
  PRIMARY KEY (device_no, version)
);
COMMENT ON TABLE device_config IS 'The settings each tracker is to use instead of those of its file; the highest version holds. What it made of them is in its health report.';

GRANT SELECT, INSERT, UPDATE, DELETE ON device_command, device_config TO "${service-user}";
