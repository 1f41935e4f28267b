INSERT INTO usage (asked_at, endpoint, model, task, prompt, completion)
VALUES (:asked_at, :endpoint, :model, :task, :prompt, :completion);
