SELECT id, event
FROM audit_queue
ORDER BY id
LIMIT 200;
