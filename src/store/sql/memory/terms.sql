SELECT id, ja, en, standing, note, domain, source FROM term ORDER BY id
