INSERT INTO obstacle (package_id, opd_id, code, text, help_from, person_in_charge, since, due_date, closed_on, closing_note)
VALUES (:id, :opdId, :code, :text, CAST(:helpFrom AS text), 'PPTK', :since, :dueDate, CAST(:closedOn AS date), CAST(:closingNote AS text))
