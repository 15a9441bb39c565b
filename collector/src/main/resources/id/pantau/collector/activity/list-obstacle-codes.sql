SELECT code, CASE WHEN :language = 'en' THEN name_en ELSE name_id END AS name
FROM obstacle_code
ORDER BY position
LIMIT 100
