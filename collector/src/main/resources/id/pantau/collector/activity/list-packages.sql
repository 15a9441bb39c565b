-- Packages of a year as they stand by the newest reports.
SELECT p.id, p.opd_id, o.name AS opd_name, c.code AS sub_activity_code, c.name AS sub_activity_name, c.routine,
       p.name, p.fiscal_year, p.kind, p.priority, p.cadence_override, p.pagu_murni_rp, p.pagu_perubahan_rp,
       y.revised_from, f.name AS funding, p.contract_date, p.planned_contract_date, p.planned_start, p.planned_end,
       CAST(p.created_at AT TIME ZONE :zone AS date) AS known_from,
       (SELECT string_agg(v.in_force_from || '=' || array_to_string(v.physical_pct, ' '), ';' ORDER BY v.in_force_from)
        FROM plan_version v WHERE v.package_id = p.id) AS plans,
       r.physical_pct, r.financial_rp, r.stage, r.last_date, r.last_at, r.last_kind, r.last_note,
       ST_Y(place.point) AS lat, ST_X(place.point) AS lon, p.desa_name, p.kecamatan_name,
       p.officer_role, p.contractor, p.contract_rp
FROM work_package p
JOIN fiscal_year y ON y.year = p.fiscal_year
JOIN opd o ON o.id = p.opd_id
JOIN sub_activity s ON s.id = p.sub_activity_id
JOIN classification c ON c.id = s.classification_id
JOIN funding_source f ON f.code = p.source
LEFT JOIN package_current r ON r.package_id = p.id
LEFT JOIN LATERAL (
  SELECT CASE WHEN GeometryType(p.location) = 'POINT' THEN p.location ELSE ST_PointOnSurface(p.location) END AS point
) place ON p.location IS NOT NULL
WHERE p.fiscal_year = :year
  AND (CAST(:opdId AS int) IS NULL OR p.opd_id = CAST(:opdId AS int))
  AND (CAST(:packageId AS int) IS NULL OR p.id = CAST(:packageId AS int))
  AND (CAST(:pattern AS text) IS NULL OR p.name ILIKE CAST(:pattern AS text) OR c.name ILIKE CAST(:pattern AS text))
ORDER BY p.id
