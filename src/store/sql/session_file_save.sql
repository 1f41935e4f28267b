INSERT OR IGNORE INTO session_files (session, sha256, bytes) VALUES (:session, :sha256, :bytes);
