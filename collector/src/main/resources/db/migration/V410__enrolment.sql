-- Who may speak as a tracker: one-time codes and the certificates that came of them.

CREATE TABLE enrolment_code (
  id           int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code_hash    bytea NOT NULL UNIQUE,
  device_id    text NOT NULL CHECK (device_id ~ '^[a-z0-9-]{1,32}$'),
  vehicle_id   int REFERENCES vehicle,
  again        boolean NOT NULL,
  made_at      timestamptz NOT NULL,
  made_by      text NOT NULL,
  expires_at   timestamptz NOT NULL,
  tries        int NOT NULL DEFAULT 0,
  used_at      timestamptz,
  cancelled_at timestamptz
);
COMMENT ON TABLE enrolment_code IS 'Codes that admit one tracker once. The code itself is shown once and kept nowhere; code_hash is its HMAC under the key of the authority.';
COMMENT ON COLUMN enrolment_code.vehicle_id IS 'The vehicle it rides in from its enrolment on.';
COMMENT ON COLUMN enrolment_code.again IS 'It may take the place of a tracker of this name whose certificate still holds.';
COMMENT ON COLUMN enrolment_code.tries IS 'How often the right code came with a request that could not be signed.';
CREATE INDEX enrolment_code_open ON enrolment_code (device_id) WHERE used_at IS NULL AND cancelled_at IS NULL;

CREATE TABLE device_certificate (
  serial        text PRIMARY KEY,
  device_no     int NOT NULL REFERENCES device,
  key_hash      bytea NOT NULL UNIQUE,
  certificate   bytea NOT NULL,
  issued_at     timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL,
  code_id       int REFERENCES enrolment_code,
  revoked_at    timestamptz,
  revoke_reason text
);
COMMENT ON TABLE device_certificate IS 'Every certificate made for a tracker. The serial is written in hexadecimal.';
COMMENT ON COLUMN device_certificate.key_hash IS 'SHA-256 of the public key: a key is certified once.';
COMMENT ON COLUMN device_certificate.code_id IS 'The code it was given for; NULL for a renewal.';
CREATE INDEX device_certificate_device ON device_certificate (device_no, issued_at DESC);

GRANT SELECT, INSERT, UPDATE ON enrolment_code, device_certificate TO "${service-user}";
