INSERT INTO classification (nomenclature_year, code, level, name, parent_id)
VALUES (:year, :code, :level, :name,
        (SELECT id FROM classification WHERE nomenclature_year = :year AND code = CAST(:parent AS text)))
ON CONFLICT DO NOTHING
