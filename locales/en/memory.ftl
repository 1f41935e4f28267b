### Translation memories and termbases. Paths stand at the end of a sentence, after a colon.

error-memory-damaged = The translation memory is damaged and cannot be read: { $path }
    .hint = Put a copy in its place, or move the file away and import the TMX files again.
error-memory-other-file = This file is not a translation memory of Kian: { $path }
    .hint = TMX and CSV files are taken in with kian tm import.
