SELECT key, path, title, saved_at, content, dirty
FROM sessions NOT INDEXED
ORDER BY rowid;
