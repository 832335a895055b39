SELECT
  numbered('LX', i) AS contact_id,
  official_id(o) AS official_id,
  enterprise_id(e) AS enterprise_id,
  matter_pending,
  at_(on_, minute) AS started_at,
  unless_ahead(reported_on) AS reported_on
FROM contact
