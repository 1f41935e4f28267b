DELETE FROM habits WHERE endpoint = :endpoint;
