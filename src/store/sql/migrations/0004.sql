-- What was learnt of a model at an endpoint: how many answers ended well and how many of them had the end mark, and how many
-- tokens the model reads and writes altogether (0: not known).
CREATE TABLE habits (
    endpoint TEXT    NOT NULL,
    model    TEXT    NOT NULL,
    answers  INTEGER NOT NULL CHECK (answers >= 0),
    marks    INTEGER NOT NULL CHECK (marks BETWEEN 0 AND answers),
    context  INTEGER NOT NULL CHECK (context >= 0),
    PRIMARY KEY (endpoint, model)
) STRICT;

-- What was asked of endpoints and was not over when the process ended. Never what was sent.
CREATE TABLE jobs (
    -- Drawn once.
    id        TEXT    NOT NULL PRIMARY KEY,
    -- The key of the document, as in `sessions`, and its title.
    document  TEXT    NOT NULL,
    title     TEXT    NOT NULL,
    endpoint  TEXT    NOT NULL,
    model     TEXT    NOT NULL,
    task      TEXT    NOT NULL,
    asked_at  INTEGER NOT NULL,
    -- Pieces done, and all of them.
    done      INTEGER NOT NULL CHECK (done >= 0),
    pieces    INTEGER NOT NULL CHECK (pieces >= done),
    -- The path at which an app has its answer ready; NULL where an answer comes as a stream.
    pick_up   TEXT,
    -- For each placeholder of the request where in the document its value stands: `⟦PERSON_12⟧ 40 52`, a line each.
    places    TEXT    NOT NULL DEFAULT '',
    -- SHA-256 of the document's text then: the places hold as long as it is the same.
    digest    TEXT    NOT NULL DEFAULT ''
) STRICT;
