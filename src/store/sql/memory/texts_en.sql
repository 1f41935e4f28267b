SELECT id, en AS text FROM unit WHERE id > :from ORDER BY id
