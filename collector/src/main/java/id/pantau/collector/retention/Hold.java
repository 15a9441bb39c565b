package id.pantau.collector.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Days of which nothing is deleted, because somebody looks into what happened on them.
 *
 * @param toDay the last one
 * @param endedAt since when it holds no longer
 */
public record Hold(
    int id,
    LocalDate fromDay,
    LocalDate toDay,
    String reason,
    Instant madeAt,
    String madeBy,
    Optional<Instant> endedAt,
    Optional<String> endedBy) {}
