-- The pagu of a sub-activity is what its packages were given, source by source, before and after the revision.
INSERT INTO sub_activity_funding (sub_activity_id, opd_id, budget, source, pagu_rp)
SELECT p.sub_activity_id, p.opd_id, b.budget, p.source,
       sum(CASE b.budget WHEN 'murni' THEN p.pagu_murni_rp ELSE coalesce(p.pagu_perubahan_rp, p.pagu_murni_rp) END)
FROM work_package p
CROSS JOIN (VALUES ('murni'), ('perubahan')) AS b (budget)
WHERE p.fiscal_year = :year
GROUP BY p.sub_activity_id, p.opd_id, b.budget, p.source
