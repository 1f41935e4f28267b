SELECT session, sha256, bytes
FROM session_files NOT INDEXED
ORDER BY rowid;
