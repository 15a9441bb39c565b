-- Telephones and trackers of other makers: what they say is stored as everybody's; here is who may speak as one of them. Decision 0032.

CREATE TABLE foreign_tracker (
  device_no   int PRIMARY KEY REFERENCES device,
  made_at     timestamptz NOT NULL,
  made_by     text NOT NULL,
  key_hash    bytea UNIQUE,
  key_made_at timestamptz NOT NULL,
  revoked_at  timestamptz,
  told_at     timestamptz,
  battery_pct smallint,
  charging    boolean,
  accuracy_m  real,
  CHECK ((key_hash IS NULL) = (revoked_at IS NOT NULL))
) WITH (fillfactor = 50);
COMMENT ON TABLE foreign_tracker IS 'Trackers that speak OsmAnd or OwnTracks and have a key instead of a certificate.';
COMMENT ON COLUMN foreign_tracker.key_hash IS 'SHA-256 of the key, which is shown once and kept nowhere; NULL while it is revoked.';
COMMENT ON COLUMN foreign_tracker.told_at IS 'When it last said how it is; battery_pct, charging and accuracy_m are what it said then.';

GRANT SELECT, INSERT, UPDATE ON foreign_tracker TO "${service-user}";
