//! What survives a crash: the session journal, recent documents, the suggestion ledger, in SQLite.
