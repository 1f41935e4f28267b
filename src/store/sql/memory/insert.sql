INSERT INTO unit (ja, en, pair, source, origin, confirmed_at, confirmed_by, before, after, level)
VALUES (:ja, :en, :pair, :source, :origin, :confirmed_at, :confirmed_by, :before, :after, :level)
