SELECT document, engine, model, task, asked_at, complete, hunks, accepted, rejected, decided_at,
       base_revision, template, level, policy, sent, decider
FROM ledger NOT INDEXED
ORDER BY rowid;
