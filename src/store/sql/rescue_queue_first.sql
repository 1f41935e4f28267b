SELECT id, event
FROM audit_queue NOT INDEXED
ORDER BY rowid;
