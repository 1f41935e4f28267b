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

## Files read and written.

error-file-not-found = There is no such file: { $path }
    .hint = Check its name and folder; if it was moved or renamed, choose it again.
error-file-no-folder = The folder to save in does not exist: { $path }
    .hint = Make the folder, or choose another place.
error-file-not-a-folder = Something on the way to this file is not a folder: { $path }
    .hint = Check the names of the folders.
error-file-no-permission = You have no permission to read or write this: { $path }
    .hint = Choose another folder, or ask whoever manages this one.
error-file-read-only = This is read-only and cannot be written to: { $path }
    .hint = Save under another name, or remove the read-only mark.
error-file-full = The disk is full, so this could not be written: { $path }
    .hint = Make room or save to another drive. What you saved before is still there.
error-file-is-folder = This is a folder, not a file: { $path }
    .hint = Name a file inside the folder.
error-file-bad-name = This file name cannot be used; it is too long or has characters that are not allowed: { $path }
    .hint = Choose a shorter name.
error-file-in-use = Another program is using this file: { $path }
    .hint = Close it in Word or wherever it is open, then try again.
error-file-exists = There already is a file of this name: { $path }
    .hint = Choose another name. On the command line, --force replaces it.
error-file-too-large = This file is too large (limit { $limit } MB): { $path }
    .hint = Divide the file, or take out pictures before you open it.
error-file-unreachable = The drive does not answer: { $path }
    .hint = Check the network connection, or save to a drive of this machine.
error-file-other = This could not be read or written (system error { $code }): { $path }
    .hint = Try again. If it happens again, tell your IT section this number.

## Settings. Member names are shown as the file writes them.

error-settings-no-home = There is no folder to keep settings in
    .hint = Name a folder with --data-dir.
error-settings-damaged = The settings file cannot be read: { $path }
    .hint = Check that it is well-formed TOML.
error-settings-set-aside = The settings file could not be read; it has been kept under another name, and Kian started with default settings. Your file: { $path }
    .hint = Mend it and rename it back to settings.toml to have your settings again.
error-settings-member = The value of the setting "{ $member }" cannot be used and was ignored: { $path }
    .hint = Choose it again in the settings, or correct the file.
error-settings-secret-header = The header { $header } of the endpoint "{ $endpoint }" carries a key and has no place in the settings file
    .hint = Put the key into the keyring or an environment variable, and name this header as the authentication header.
