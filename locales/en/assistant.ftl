### Engines: errors of endpoints, tasks, verdicts.
