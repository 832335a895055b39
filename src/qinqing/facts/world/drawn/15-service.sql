-- Services of intermediaries beside applications. A planted one has an intermediary of its own, x-th of the affiliated bodies.
CREATE VIEW service AS
SELECT i, b, e, section, handler, application_id, service_story(i) AS story, service_no(i) AS x, workday(accepted_no) AS engaged_on,
  CASE
    WHEN service_story(i) <> 'plain' THEN affiliated_body(service_no(i))
    WHEN is_steered(b, handler, i) THEN favoured_intermediary(b)
    ELSE intermediary('intermediary', i, b)
  END AS other
FROM application
WHERE service_story(i) <> 'plain' OR (happens('service', i, 15) AND part_of(e) <> 'I');
