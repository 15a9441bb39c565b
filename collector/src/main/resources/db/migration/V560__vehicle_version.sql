-- Two people who change one vehicle at once: the second is told instead of winning in silence.

ALTER TABLE vehicle ADD COLUMN version int NOT NULL DEFAULT 0;
COMMENT ON COLUMN vehicle.version IS 'Grows with each change of the vehicle, its plate, its keeper or its retirement: whoever changes it names the version they saw.';
GRANT UPDATE (version) ON vehicle TO "${app-user}";
