SELECT id, ja, en, source, origin, confirmed_at, confirmed_by, before, after, level FROM unit
WHERE (:origin IS NULL OR origin = :origin) AND (instr(ja, :words) > 0 OR instr(en, :words) > 0)
ORDER BY id DESC
LIMIT :limit
