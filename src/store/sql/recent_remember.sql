INSERT INTO recent (path, title, opened_at)
VALUES (:path, :title, :opened_at)
ON CONFLICT (path) DO UPDATE SET
    title = excluded.title,
    opened_at = excluded.opened_at;
