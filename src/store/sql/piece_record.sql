INSERT INTO pieces (document, asked_at, task, number, removed, added, state, decided_at)
VALUES (:document, :asked_at, :task, :number, :removed, :added, :state, :decided_at)
ON CONFLICT (document, asked_at, task, number) DO UPDATE SET
    removed = excluded.removed,
    added = excluded.added,
    state = excluded.state,
    decided_at = coalesce(pieces.decided_at, excluded.decided_at);
