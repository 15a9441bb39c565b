SELECT c.code, c.name, c.level, parent.code AS parent_code
FROM classification c
LEFT JOIN classification parent ON parent.id = c.parent_id
WHERE c.id IN (
  WITH RECURSIVE tree AS (
    SELECT DISTINCT leaf.id, leaf.parent_id
    FROM sub_activity s JOIN classification leaf ON leaf.id = s.classification_id
    WHERE s.fiscal_year = :year AND (CAST(:opdId AS int) IS NULL OR s.opd_id = CAST(:opdId AS int))
    UNION
    SELECT up.id, up.parent_id FROM classification up JOIN tree ON up.id = tree.parent_id)
  SELECT id FROM tree)
ORDER BY c.code
LIMIT 10000
