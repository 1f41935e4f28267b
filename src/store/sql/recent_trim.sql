DELETE FROM recent
WHERE rowid NOT IN (SELECT rowid FROM recent ORDER BY opened_at DESC, rowid DESC LIMIT :kept);
