-- A database of version 1.
SELECT document, engine, model, task, asked_at, complete, hunks, accepted, rejected, decided_at,
       0 AS base_revision, '' AS template, '' AS level, '' AS policy, '' AS sent, '' AS decider
FROM ledger NOT INDEXED
ORDER BY rowid;
