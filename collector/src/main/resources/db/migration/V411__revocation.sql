-- Trackers that may speak no longer.

ALTER TABLE device
  ADD COLUMN revoked_at    timestamptz,
  ADD COLUMN revoked_by    text,
  ADD COLUMN revoke_reason text,
  ADD CHECK ((revoked_at IS NULL) = (revoked_by IS NULL) AND (revoked_at IS NULL) = (revoke_reason IS NULL));
COMMENT ON COLUMN device.revoked_at IS 'Since then what it sends becomes a dead letter; a new enrolment ends that.';
CREATE INDEX device_revoked ON device (no) WHERE revoked_at IS NOT NULL;
