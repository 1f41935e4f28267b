SELECT id, ja, en, source, origin, confirmed_at, confirmed_by, before, after, level FROM unit
WHERE ja IN (SELECT ja FROM unit GROUP BY ja HAVING count(*) > 1)
ORDER BY ja, id
LIMIT :limit
