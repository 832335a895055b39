SELECT numbered('BZ', i) AS notice_id, application_id, workday(notice_no) AS issued_on
FROM application
WHERE corrected
