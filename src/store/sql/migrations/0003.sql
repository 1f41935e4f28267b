-- What else the ledger says of a suggestion: what it was made for and by what, under which rules, who decided.
ALTER TABLE ledger ADD COLUMN base_revision INTEGER NOT NULL DEFAULT 0 CHECK (base_revision >= 0);
ALTER TABLE ledger ADD COLUMN template TEXT NOT NULL DEFAULT '';
ALTER TABLE ledger ADD COLUMN level TEXT NOT NULL DEFAULT '';
ALTER TABLE ledger ADD COLUMN policy TEXT NOT NULL DEFAULT '';
-- SHA-256 of what was sent, in hexadecimal; empty where nothing was.
ALTER TABLE ledger ADD COLUMN sent TEXT NOT NULL DEFAULT '';
ALTER TABLE ledger ADD COLUMN decider TEXT NOT NULL DEFAULT '';

-- The pieces of a suggestion and what became of each. Never their text.
CREATE TABLE pieces (
    document   TEXT    NOT NULL,
    asked_at   INTEGER NOT NULL,
    task       TEXT    NOT NULL,
    -- From 0, in the order of the suggestion.
    number     INTEGER NOT NULL CHECK (number >= 0),
    -- Characters it takes out and puts in.
    removed    INTEGER NOT NULL CHECK (removed >= 0),
    added      INTEGER NOT NULL CHECK (added >= 0),
    state      TEXT    NOT NULL CHECK (state IN ('open', 'accepted', 'rejected', 'overtaken')),
    decided_at INTEGER,
    UNIQUE (document, asked_at, task, number)
) STRICT;

-- Events of the audit trail that are not in its files yet: written in one transaction with what they are about.
CREATE TABLE audit_queue (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    event TEXT    NOT NULL
) STRICT;

-- Small things to remember, such as the policy that was in force last.
CREATE TABLE remembered (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
