SELECT path, title, opened_at
FROM recent NOT INDEXED
ORDER BY rowid;
