SELECT EXISTS (
         SELECT 1 FROM month_lock
         WHERE opd_id = :opdId AND month = CAST(date_trunc('month', CAST(:date AS date)) AS date)) AS month_locked,
       EXISTS (
         SELECT 1 FROM reopening
         WHERE opd_id = :opdId AND :date BETWEEN from_date AND to_date AND open_until > :now) AS reopened
