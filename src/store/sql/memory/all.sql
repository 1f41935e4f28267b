SELECT id, ja, en, source, origin, confirmed_at, confirmed_by, before, after FROM unit ORDER BY id
