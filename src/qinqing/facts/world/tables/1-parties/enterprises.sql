SELECT
  enterprise_id(e) AS enterprise_id,
  firm_name(e) AS name,
  ownership_of(e) AS ownership,
  size_of(e) AS size,
  region_of(e)::VARCHAR AS region,
  (CASE WHEN happens('investor elsewhere', e, 12) THEN 419800 + draw('investor', e, 100) ELSE region_of(e) END)::VARCHAR
    AS investor_region,
  trade_of(e).industry AS industry,
  CASE WHEN in_group(e) THEN numbered('JT', twenty_of(e)) END AS group_id,
  founded_on(e) AS founded_on,
  credit_class_of(e) AS credit_class
FROM range(firms()) AS t(e)
