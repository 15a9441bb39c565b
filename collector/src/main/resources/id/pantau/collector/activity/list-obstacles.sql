SELECT code, text, help_from, since, due_date, closed_on IS NULL AS open
FROM obstacle
WHERE package_id = :packageId
ORDER BY closed_on IS NOT NULL, since DESC, id DESC
LIMIT 100
