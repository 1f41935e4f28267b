INSERT INTO ledger (document, engine, model, task, asked_at, complete, hunks, accepted, rejected, decided_at,
                    base_revision, template, level, policy, sent, decider)
VALUES (:document, :engine, :model, :task, :asked_at, :complete, :hunks, :accepted, :rejected, :decided_at,
        :base_revision, :template, :level, :policy, :sent, :decider)
ON CONFLICT (document, asked_at, task) DO UPDATE SET
    engine = excluded.engine,
    model = excluded.model,
    complete = excluded.complete,
    hunks = excluded.hunks,
    accepted = excluded.accepted,
    rejected = excluded.rejected,
    decided_at = excluded.decided_at,
    base_revision = excluded.base_revision,
    template = excluded.template,
    level = excluded.level,
    policy = excluded.policy,
    sent = excluded.sent,
    decider = excluded.decider;
