SELECT document, engine, model, task, asked_at, complete, hunks, accepted, rejected, decided_at
FROM ledger NOT INDEXED
ORDER BY rowid DESC;
