INSERT INTO duty_permit (vehicle_id, opd_id, from_time, until_time, purpose, letter, author_id, author_name, made_at)
VALUES (:vehicleId, :opdId, CAST(:from AS timestamptz), CAST(:until AS timestamptz), :purpose, :letter, :authorId, :authorName,
        CAST(:now AS timestamptz))
RETURNING id
