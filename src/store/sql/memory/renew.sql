UPDATE unit SET source = :source, origin = :origin, confirmed_at = :confirmed_at, confirmed_by = :confirmed_by,
    before = :before, after = :after, level = :level
WHERE id = :id
