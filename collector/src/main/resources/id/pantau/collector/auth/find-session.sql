SELECT s.wall_screen_id, s.created_at, s.last_seen_at,
       u.id, u.user_name, u.display_name, u.role, u.opd_id, u.language, w.label
FROM session s
LEFT JOIN user_account u ON u.id = s.user_id AND u.active
LEFT JOIN wall_screen w ON w.id = s.wall_screen_id AND w.revoked_at IS NULL
WHERE s.token_hash = :token AND (u.id IS NOT NULL OR w.id IS NOT NULL)
