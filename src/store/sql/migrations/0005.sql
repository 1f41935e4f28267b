-- The files attached to documents being worked on: they do not change while somebody types, and are not written each time.
CREATE TABLE session_files (
    -- The key of the document, as in `sessions`.
    session TEXT NOT NULL,
    -- SHA-256 of the bytes, in hexadecimal.
    sha256  TEXT NOT NULL,
    bytes   BLOB NOT NULL,
    PRIMARY KEY (session, sha256)
) STRICT;
