-- What answers have used, one row for each run of an endpoint. Never the text of a question or an answer.
CREATE TABLE usage (
    asked_at   INTEGER NOT NULL,
    endpoint   TEXT    NOT NULL,
    model      TEXT    NOT NULL,
    task       TEXT    NOT NULL,
    -- Tokens, as the server counted them.
    prompt     INTEGER NOT NULL CHECK (prompt >= 0),
    completion INTEGER NOT NULL CHECK (completion >= 0)
) STRICT;

CREATE INDEX usage_by_time ON usage (asked_at);
