-- A translation memory: confirmed pairs, and the index of each side. `pair` is a hash of both texts; `before` and
-- `after` are hashes of the neighbours.
CREATE TABLE unit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ja TEXT NOT NULL,
    en TEXT NOT NULL,
    pair INTEGER NOT NULL,
    source TEXT CHECK (source IN ('ja', 'en')),
    origin TEXT NOT NULL,
    confirmed_at INTEGER,
    confirmed_by TEXT NOT NULL,
    before INTEGER,
    after INTEGER
) STRICT;
CREATE INDEX unit_pair ON unit (pair);

-- The index: every unit up to `state.upto` is on one shelf of each language.
CREATE TABLE shelf (
    lang TEXT NOT NULL CHECK (lang IN ('ja', 'en')),
    number INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (lang, number)
) STRICT;

-- Units that are on shelves and in the memory no more.
CREATE TABLE dead (unit INTEGER PRIMARY KEY) STRICT;

CREATE TABLE state (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    upto INTEGER NOT NULL,
    -- Grows whenever the shelves are made anew.
    generation INTEGER NOT NULL
) STRICT;
INSERT INTO state VALUES (1, 0, 0);

-- The agreed words that belong to the memory.
CREATE TABLE term (
    id INTEGER PRIMARY KEY,
    ja TEXT NOT NULL,
    en TEXT NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('preferred', 'allowed', 'forbidden')),
    note TEXT NOT NULL,
    domain TEXT NOT NULL,
    source TEXT NOT NULL,
    UNIQUE (ja, en)
) STRICT;
