SELECT pair, id, confirmed_at FROM unit
