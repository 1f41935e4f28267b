INSERT INTO unit (ja, en, pair, source, origin, confirmed_at, confirmed_by, before, after)
VALUES (:ja, :en, :pair, :source, :origin, :confirmed_at, :confirmed_by, :before, :after)
