SELECT document, asked_at, task, number, removed, added, state, decided_at
FROM pieces NOT INDEXED
ORDER BY rowid;
