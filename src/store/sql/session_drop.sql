DELETE FROM sessions WHERE key = :key;
