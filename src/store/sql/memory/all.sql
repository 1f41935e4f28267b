SELECT id, ja, en, source, origin, confirmed_at, confirmed_by, before, after, level FROM unit ORDER BY id
