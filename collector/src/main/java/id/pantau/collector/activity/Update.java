package id.pantau.collector.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One version of the report of a package for a day; never changed.
 *
 * @param date the day it counts for
 * @param at when it was recorded
 * @param physicalPct cumulative; of a nihil report, what held on that day
 * @param supersededBy the later version, if there is one
 */
public record Update(
    long id,
    LocalDate date,
    Instant at,
    int version,
    UpdateKind kind,
    double physicalPct,
    long financialRp,
    Optional<String> note,
    PackageState state,
    String byName,
    String byRole,
    Optional<String> correctionReason,
    Optional<Long> supersededBy) {}
