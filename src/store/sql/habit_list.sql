SELECT endpoint, model, answers, marks, context FROM habits ORDER BY endpoint, model;
