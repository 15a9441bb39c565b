INSERT INTO package_flag (package_id, opd_id, flag, since, reason, set_by, set_at)
SELECT :id, :opdId, :flag, :since, :reason, u.id, :at
FROM user_account u WHERE u.opd_id = :opdId AND u.role = 'opd-operator' ORDER BY u.id LIMIT 1
