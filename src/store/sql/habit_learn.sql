INSERT INTO habits (endpoint, model, answers, marks, context)
VALUES (:endpoint, :model, :answers, :marks, :context)
ON CONFLICT (endpoint, model) DO UPDATE SET
    answers = answers + excluded.answers,
    marks = marks + excluded.marks,
    context = CASE WHEN excluded.context > 0 THEN excluded.context ELSE context END;
