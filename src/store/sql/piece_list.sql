SELECT number, removed, added, state, decided_at
FROM pieces
WHERE document = :document AND asked_at = :asked_at AND task = :task
ORDER BY number;
