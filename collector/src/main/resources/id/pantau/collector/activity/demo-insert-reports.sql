INSERT INTO package_update (package_id, opd_id, report_date, version, supersedes, kind, physical_pct, financial_rp, stage, note,
                            correction_reason, author_id, author_name, author_role, recorded_at)
SELECT p.id, p.opd_id, DATE '1970-01-01' + r.day, r.version, first.id,
       CASE WHEN r.stage < 0 THEN 'nihil' ELSE 'progress' END,
       CASE WHEN r.stage >= 0 THEN CAST(r.pct AS numeric(5, 2)) END,
       CASE WHEN r.stage >= 0 THEN r.rp END,
       (ARRAY['planning', 'procurement', 'running', 'handover', 'finished'])[r.stage + 1],
       (string_to_array(CAST(:notes AS text), '|'))[r.note],
       CASE WHEN r.version > 1 THEN 'Salah ketik, dibetulkan sesuai catatan lapangan' END,
       author.id, author.display_name, author.role, to_timestamp(r.at)
FROM unnest(CAST(:packageIds AS int[]), CAST(:days AS int[]), CAST(:versions AS int[]), CAST(:stages AS int[]),
            CAST(:pcts AS float8[]), CAST(:rps AS bigint[]), CAST(:noteNos AS int[]), CAST(:ats AS bigint[]))
  AS r (package_id, day, version, stage, pct, rp, note, at)
JOIN work_package p ON p.id = r.package_id
JOIN (
  SELECT DISTINCT ON (opd_id) opd_id, id, display_name, role FROM user_account
  WHERE role = 'opd-operator' ORDER BY opd_id, id) author ON author.opd_id = p.opd_id
LEFT JOIN package_update first ON r.version = 2 AND first.package_id = p.id AND first.report_date = DATE '1970-01-01' + r.day
