SELECT id FROM unit WHERE origin = :origin
