SELECT numbered('BZ', i) || CASE nth WHEN 0 THEN '' ELSE '-2' END AS notice_id, application_id,
  workday(notice_no + CASE story WHEN 'corrected-twice' THEN nth ELSE 0 END) AS issued_on
FROM (
  SELECT i, application_id, story, notice_no,
    unnest(range(CASE WHEN story IN ('corrected-twice', 'corrected-twice-in-a-day') THEN 2 ELSE 1 END)) AS nth
  FROM application
  WHERE corrected
)
