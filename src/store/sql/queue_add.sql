INSERT INTO audit_queue (event) VALUES (:event);
