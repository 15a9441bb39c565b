-- By which files the schema was made, so that a start that has no others need not go through them. The owner's alone.
CREATE TABLE migrations_done (
  one_row boolean PRIMARY KEY DEFAULT true CHECK (one_row),
  fingerprint text NOT NULL
);
COMMENT ON TABLE migrations_done IS 'One row, written after all migrations have run: the fingerprint of their files.';
