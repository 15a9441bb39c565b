SELECT p.id, p.opd_id, p.fiscal_year, p.kind, p.priority, c.routine, p.cadence_override,
       p.pagu_murni_rp, p.pagu_perubahan_rp, y.revised_from,
       p.contract_date, p.planned_contract_date, p.planned_start, p.planned_end,
       CAST(p.created_at AT TIME ZONE :zone AS date) AS known_from,
       (SELECT string_agg(v.in_force_from || '=' || array_to_string(v.physical_pct, ' '), ';' ORDER BY v.in_force_from)
        FROM plan_version v WHERE v.package_id = p.id) AS plans
FROM work_package p
JOIN fiscal_year y ON y.year = p.fiscal_year
JOIN sub_activity s ON s.id = p.sub_activity_id
JOIN classification c ON c.id = s.classification_id
WHERE p.opd_id = ANY (:opdIds) AND p.fiscal_year BETWEEN :fromYear AND :toYear
ORDER BY p.opd_id, p.id
