SELECT path, title, opened_at
FROM recent
ORDER BY opened_at DESC, rowid DESC
LIMIT :limit;
