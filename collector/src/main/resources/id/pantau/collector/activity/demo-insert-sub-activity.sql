INSERT INTO sub_activity (fiscal_year, opd_id, classification_id, output_indicator, output_target, output_unit)
SELECT :year, :opdId, c.id, 'Jumlah paket yang selesai', 1, 'paket'
FROM classification c
WHERE c.nomenclature_year = :nomenclatureYear AND c.code = :code
ON CONFLICT DO NOTHING
