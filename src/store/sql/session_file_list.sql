SELECT sha256, bytes FROM session_files WHERE session = :session ORDER BY sha256;
