SELECT i.inspection_id, i.department_id, i.enterprise_id, count(DISTINCT s.official_id) AS officers
FROM inspections AS i
LEFT JOIN inspectors AS s ON s.inspection_id = i.inspection_id
GROUP BY i.inspection_id, i.department_id, i.enterprise_id
HAVING count(DISTINCT s.official_id) < 2
