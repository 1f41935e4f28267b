DELETE FROM session_files WHERE session = :session AND sha256 = :sha256;
