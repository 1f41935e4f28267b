SELECT id, document, title, endpoint, model, task, asked_at, done, pieces, pick_up, places, digest
FROM jobs
ORDER BY asked_at, id;
