SELECT story, department_id(b, 7) AS department_id, official_id(o) AS official_id, enterprise_id(e) AS enterprise_id,
  official_id(o) || '/' || enterprise_id(e) AS unit, []::VARCHAR[] AS evidence
FROM (SELECT b, equipped_story(b) AS story, equipping_handler(b) AS o, favoured_supplier(b) AS e FROM range(bureaus()) AS t(b))
