SELECT id, confirmed_at, ja, en FROM unit WHERE pair = :pair
