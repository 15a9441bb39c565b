-- What trackers tell besides positions, and what could not be read.

CREATE TABLE device_event (
  device_no   int NOT NULL,
  epoch       bigint NOT NULL,
  seq         bigint NOT NULL,
  event_time  timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  kind        text NOT NULL,
  details     jsonb NOT NULL,
  geom        geometry(Point, 4326),
  PRIMARY KEY (device_no, epoch, seq)
);
COMMENT ON TABLE device_event IS 'What happened to a vehicle or its tracker; kind is EventKind.word of the wire.';

CREATE TABLE device_health (
  device_no          int PRIMARY KEY,
  received_at        timestamptz NOT NULL,
  device_time        timestamptz NOT NULL,
  clock_trusted      boolean NOT NULL,
  agent_version      text NOT NULL,
  journal_depth      bigint NOT NULL,
  journal_bytes_free bigint NOT NULL,
  cpu_temperature_c  double precision,
  satellites         int NOT NULL,
  gnss_state         text NOT NULL,
  details            jsonb NOT NULL
) WITH (fillfactor = 50);
COMMENT ON TABLE device_health IS 'The newest report of each tracker on itself.';

CREATE TABLE dead_letter (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  first_at         timestamptz NOT NULL,
  received_at      timestamptz NOT NULL,
  times            bigint NOT NULL DEFAULT 1,
  device_no        int,
  topic            text NOT NULL,
  reason           text NOT NULL,
  bytes            int NOT NULL,
  payload          bytea NOT NULL,
  digest           bytea NOT NULL,
  UNIQUE (topic, digest)
);
COMMENT ON TABLE dead_letter IS 'Payloads that could not be stored, with the reason. The same payload again only counts up, so that a tracker that repeats it for ever fills nothing.';
COMMENT ON COLUMN dead_letter.received_at IS 'The last time it came.';
COMMENT ON COLUMN dead_letter.digest IS 'SHA-256 of the payload.';
CREATE INDEX dead_letter_received_at ON dead_letter (received_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON device_event, device_health, dead_letter TO "${service-user}";
