UPDATE OR REPLACE term
SET ja = :ja, en = :en, standing = :standing, note = :note, domain = :domain, source = :source
WHERE id = :id
