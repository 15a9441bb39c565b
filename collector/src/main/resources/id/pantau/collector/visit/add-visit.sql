INSERT INTO visit (vehicle_id, day, package_id, opd_id, vehicle_opd_id, arrive, leave, goes_on, stay_s, distance_m, slow_travel, geom, level,
                   score, reasons, shared, derived_at)
VALUES (:vehicleId, CAST(:day AS date), :packageId, :opdId, :vehicleOpdId, CAST(:arrive AS timestamptz), CAST(:leave AS timestamptz), :goesOn,
        :stayS, :distanceM, :slowTravel, ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), :level, :score, :reasons, :shared,
        CAST(:now AS timestamptz))
