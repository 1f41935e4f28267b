INSERT INTO sessions (key, path, title, saved_at, content, dirty)
VALUES (:key, :path, :title, :saved_at, :content, :dirty)
ON CONFLICT (key) DO UPDATE SET
    path = excluded.path,
    title = excluded.title,
    saved_at = excluded.saved_at,
    content = excluded.content,
    dirty = excluded.dirty;
