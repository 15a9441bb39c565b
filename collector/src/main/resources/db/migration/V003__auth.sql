-- People, their sessions, and what they did. Only the service login reads these: a request learns who it is through the door of auth.

CREATE TABLE user_account (
  id            int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_name     text NOT NULL UNIQUE CHECK (user_name ~ '^[a-z0-9.-]{1,64}$'),
  display_name  text NOT NULL,
  role          text NOT NULL CHECK (role IN ('leader', 'opd-head', 'opd-operator', 'verifier', 'cc-operator', 'technician', 'admin')),
  opd_id        int REFERENCES opd,
  language      text NOT NULL DEFAULT 'id' CHECK (language IN ('id', 'en')),
  password_hash text NOT NULL,
  active        boolean NOT NULL DEFAULT true,
  created_at    timestamptz NOT NULL,
  CHECK ((role IN ('opd-head', 'opd-operator')) = (opd_id IS NOT NULL))
);
COMMENT ON TABLE user_account IS 'One account a person, never shared. password_hash is an Argon2id PHC string.';

CREATE TABLE wall_screen (
  id         int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  label      text NOT NULL,
  token_hash bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz
);
COMMENT ON TABLE wall_screen IS 'Screens on walls. The token itself is shown once and kept nowhere.';

CREATE TABLE session (
  token_hash     bytea PRIMARY KEY,
  user_id        int REFERENCES user_account,
  wall_screen_id int REFERENCES wall_screen,
  created_at     timestamptz NOT NULL,
  last_seen_at   timestamptz NOT NULL,
  CHECK ((user_id IS NULL) <> (wall_screen_id IS NULL))
);
COMMENT ON TABLE session IS 'Who is logged in. The cookie holds the token, this table only its SHA-256.';

CREATE TABLE audit (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at            timestamptz NOT NULL,
  user_name     text NOT NULL,
  action        text NOT NULL,
  subject       text NOT NULL,
  details       text NOT NULL,
  previous_hash bytea NOT NULL,
  hash          bytea NOT NULL
);
COMMENT ON TABLE audit IS 'What was done, append-only. Each row carries the SHA-256 of itself with the hash of the row before it.';

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE idempotency (
  user_id    int NOT NULL,
  key        text NOT NULL,
  body_hash  bytea NOT NULL,
  status     int NOT NULL,
  answer     bytea NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, key)
);
COMMENT ON TABLE idempotency IS 'First answers to writes that carried an Idempotency-Key, for 24 hours.';

GRANT SELECT, INSERT, UPDATE ON user_account, wall_screen TO "${service-user}";
GRANT SELECT, INSERT, UPDATE, DELETE ON session, idempotency TO "${service-user}";
GRANT SELECT, INSERT ON audit TO "${service-user}";
