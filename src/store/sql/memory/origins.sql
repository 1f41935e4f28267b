SELECT origin, count(*) AS units FROM unit GROUP BY origin ORDER BY units DESC, origin
