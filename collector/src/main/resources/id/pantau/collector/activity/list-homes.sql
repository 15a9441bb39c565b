SELECT id, opd_id, fiscal_year FROM work_package WHERE id = ANY (:packageIds)
