-- One writer an agency at a time: versions, duties and figures of a day then follow each other.
-- 220 keeps these locks apart from others of this database.
SELECT CAST(pg_advisory_xact_lock(220, :opdId) AS text) AS locked
