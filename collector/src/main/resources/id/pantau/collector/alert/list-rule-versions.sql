SELECT rule, version, enabled, severity, CAST(settings AS text) AS settings, array_to_string(exempt_kinds, ' ') AS exempt_kinds, reason,
       author_name, made_at
FROM alert_rule_version ORDER BY rule, version
LIMIT 10000
