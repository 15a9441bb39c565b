-- As the visit looks now: whoever reads the decision later sees what it was about.
INSERT INTO visit_decision (visit_id, opd_id, decision, reason, arrive, leave, distance_m, level, reasons, author_id, author_name, author_role,
                            decided_at)
SELECT v.id, v.opd_id, :decision, CAST(:reason AS text), v.arrive, v.leave, v.distance_m, v.level, v.reasons, :authorId, :authorName,
       :authorRole, CAST(:now AS timestamptz)
FROM visit v WHERE v.id = :visitId
