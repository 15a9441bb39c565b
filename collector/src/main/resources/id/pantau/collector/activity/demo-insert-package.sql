INSERT INTO work_package (opd_id, sub_activity_id, fiscal_year, name, kind, method, priority, pagu_murni_rp, pagu_perubahan_rp,
                          source, officer_role, contractor, contract_no, contract_date, contract_rp, planned_contract_date,
                          planned_start, planned_end, location, kecamatan_name, desa_name, created_at)
SELECT :opdId, s.id, :year, :name, :kind, :method, :priority, :paguRp, CAST(:revisedRp AS bigint),
       :source, :officer, CAST(:contractor AS text), CAST(:contractNo AS text), CAST(:contractDate AS date),
       CAST(:contractRp AS bigint), CAST(:contractBy AS date), :start, :end,
       ST_GeomFromText(CAST(:wkt AS text), 4326), CAST(:kecamatan AS text), CAST(:desa AS text), :createdAt
FROM sub_activity s
JOIN classification c ON c.id = s.classification_id
WHERE s.fiscal_year = :year AND s.opd_id = :opdId AND c.code = :code
RETURNING id
