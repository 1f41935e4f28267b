DELETE FROM session_files WHERE session = :session;
