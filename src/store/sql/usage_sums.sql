SELECT endpoint, model, COUNT(*) AS runs, SUM(prompt) AS prompt, SUM(completion) AS completion
FROM usage
WHERE asked_at >= :since
GROUP BY endpoint, model
ORDER BY endpoint, model;
