INSERT INTO package_update (package_id, opd_id, report_date, version, supersedes, kind, physical_pct, financial_rp, stage,
                            note, correction_reason, author_id, author_name, author_role, recorded_at)
VALUES (:packageId, :opdId, :date, :version, :supersedes, :kind, CAST(:physicalPct AS numeric), CAST(:financialRp AS bigint),
        CAST(:stage AS text), CAST(:note AS text), CAST(:correctionReason AS text), :authorId, :authorName, :authorRole, :now)
RETURNING id
