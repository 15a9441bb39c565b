-- A landfill is a common stop also when the trucks of one agency only stop there: twenty stops by five vehicles are routine, not visits.
ALTER TABLE visit_rules ALTER COLUMN common_opds SET DEFAULT 1;
UPDATE visit_rules SET common_opds = 1;
