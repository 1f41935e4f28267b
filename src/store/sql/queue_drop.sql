DELETE FROM audit_queue WHERE id <= :id;
