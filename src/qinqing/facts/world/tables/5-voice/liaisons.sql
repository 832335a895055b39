SELECT official_id(o) AS official_id, enterprise_id(e) AS enterprise_id, since, NULL::DATE AS until FROM liaison
