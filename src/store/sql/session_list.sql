SELECT key, path, title, saved_at, content, dirty
FROM sessions
ORDER BY saved_at DESC, key;
