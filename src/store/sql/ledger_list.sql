SELECT document, engine, model, task, asked_at, complete, hunks, accepted, rejected, decided_at
FROM ledger
WHERE document = :document
ORDER BY asked_at, rowid;
