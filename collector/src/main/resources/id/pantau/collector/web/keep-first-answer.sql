INSERT INTO idempotency (user_id, key, body_hash, status, answer, created_at)
VALUES (:user, :key, :bodyHash, :status, :answer, :at)
ON CONFLICT (user_id, key) DO UPDATE
SET body_hash = excluded.body_hash, status = excluded.status, answer = excluded.answer, created_at = excluded.created_at
