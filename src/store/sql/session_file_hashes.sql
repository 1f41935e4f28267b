SELECT sha256 FROM session_files WHERE session = :session;
