### The store, files and settings. Paths stand at the end of a sentence, after a colon.

## The database that holds work in progress, recent files and the ledger.

store-set-aside = The database was damaged; it has been kept under another name and a new one begun (documents carried over: { $carried }). The damaged file: { $path }
    .hint = If a document is missing, keep this file and ask your IT section.

error-store-newer = This database was made by a newer version of Kian (format { $found }; this version knows up to { $known }): { $path }
    .hint = Install the newer version of Kian, or name another folder with --data-dir.
error-store-damaged = The database is damaged: { $path }
    .hint = Restart Kian. It keeps the damaged file under another name and carries over what can be read.
error-store-cannot-open = The database cannot be opened: { $path }
    .hint = Check that the folder exists and that you may read and write in it, or name another folder with --data-dir.
error-store-read-only = The database cannot be written to, it is read-only: { $path }
    .hint = Check the permissions of the file and its folder, or name another folder with --data-dir.
error-store-full = The disk is full, so the database cannot be written to: { $path }
    .hint = Delete files you do not need. Documents are safe as long as they stay open.
error-store-busy = Another program is using the database: { $path }
    .hint = Check whether Kian is open elsewhere, then try again.
error-store-failed = Reading or writing the database failed (number { $code }): { $path }
    .hint = Try again. If it happens again, tell your IT section this number.
