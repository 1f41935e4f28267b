-- Documents being worked on: what a killed process leaves behind is read from here.
CREATE TABLE sessions (
    key      TEXT    NOT NULL PRIMARY KEY,
    -- NULL while the document has no file. TEXT where the path is Unicode, else a BLOB of the system's own units.
    path     ANY,
    title    TEXT    NOT NULL,
    -- Milliseconds since 1970-01-01 UTC, here and below.
    saved_at INTEGER NOT NULL,
    -- The bytes of a .kian file: text, roles, history and provenance.
    content  BLOB    NOT NULL,
    -- 1 where it holds what the file does not.
    dirty    INTEGER NOT NULL CHECK (dirty IN (0, 1))
) STRICT;

-- Files opened or saved lately.
CREATE TABLE recent (
    path      ANY     NOT NULL UNIQUE,
    title     TEXT    NOT NULL,
    opened_at INTEGER NOT NULL
) STRICT;

CREATE INDEX recent_by_time ON recent (opened_at DESC);

-- The ledger: one row for each suggestion an engine made, and what became of it. Never the text of either.
CREATE TABLE ledger (
    document   TEXT    NOT NULL,
    engine     TEXT    NOT NULL,
    model      TEXT    NOT NULL,
    task       TEXT    NOT NULL,
    asked_at   INTEGER NOT NULL,
    complete   INTEGER NOT NULL CHECK (complete IN (0, 1)),
    hunks      INTEGER NOT NULL CHECK (hunks >= 0),
    accepted   INTEGER NOT NULL CHECK (accepted >= 0),
    rejected   INTEGER NOT NULL CHECK (rejected >= 0),
    -- NULL while hunks are open.
    decided_at INTEGER,
    UNIQUE (document, asked_at, task),
    CHECK (accepted + rejected <= hunks)
) STRICT;
