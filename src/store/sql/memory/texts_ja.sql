SELECT id, ja AS text FROM unit WHERE id > :from ORDER BY id
