-- Only when something is different, so that a day that is matched again leaves no trace.
UPDATE visit SET vehicle_opd_id = :vehicleOpdId, arrive = CAST(:arrive AS timestamptz), leave = CAST(:leave AS timestamptz),
  goes_on = :goesOn, stay_s = :stayS, distance_m = :distanceM, slow_travel = :slowTravel,
  geom = ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), level = :level, score = :score, reasons = :reasons, shared = :shared, matched = true,
  derived_at = CAST(:now AS timestamptz)
WHERE id = :id
  AND (vehicle_opd_id, arrive, leave, goes_on, stay_s, distance_m, slow_travel, geom, level, score, reasons, shared, matched)
    IS DISTINCT FROM
      (CAST(:vehicleOpdId AS int), CAST(:arrive AS timestamptz), CAST(:leave AS timestamptz), CAST(:goesOn AS boolean), CAST(:stayS AS int),
       CAST(:distanceM AS int), CAST(:slowTravel AS boolean), ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), CAST(:level AS text),
       CAST(:score AS int), CAST(:reasons AS text), CAST(:shared AS int), true)
