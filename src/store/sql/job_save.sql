INSERT INTO jobs (id, document, title, endpoint, model, task, asked_at, done, pieces, pick_up, places, digest)
VALUES (:id, :document, :title, :endpoint, :model, :task, :asked_at, :done, :pieces, :pick_up, :places, :digest)
ON CONFLICT (id) DO UPDATE SET
    done = excluded.done,
    pieces = excluded.pieces,
    pick_up = excluded.pick_up,
    places = excluded.places,
    digest = excluded.digest;
