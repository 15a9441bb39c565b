-- Late data may make one incident of two. The one that somebody has in hand then begins where the other began; that one is found no longer.
ALTER TABLE alert DROP CONSTRAINT alert_rule_vehicle_id_start_time_key;
CREATE UNIQUE INDEX alert_found_once ON alert (rule, vehicle_id, start_time) WHERE found;
