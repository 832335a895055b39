SELECT unnest(['JM-01', 'JM-02', 'JM-03']) AS relief_code, plus(first_day(), -2000) AS since, NULL::DATE AS until
