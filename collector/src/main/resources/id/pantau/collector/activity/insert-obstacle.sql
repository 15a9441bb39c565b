INSERT INTO obstacle (package_id, opd_id, update_id, code, text, help_from, since, due_date)
VALUES (:packageId, :opdId, :updateId, :code, :text, CAST(:helpFrom AS text), :since, CAST(:dueDate AS date))
