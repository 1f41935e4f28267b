SELECT id, ja, en, source, origin, confirmed_at, confirmed_by, before, after, level FROM unit
WHERE en IN (SELECT en FROM unit GROUP BY en HAVING count(*) > 1)
ORDER BY en, id
LIMIT :limit
