INSERT INTO term (ja, en, standing, note, domain, source)
VALUES (:ja, :en, :standing, :note, :domain, :source)
ON CONFLICT (ja, en) DO UPDATE SET
    standing = excluded.standing, note = excluded.note, domain = excluded.domain, source = excluded.source
