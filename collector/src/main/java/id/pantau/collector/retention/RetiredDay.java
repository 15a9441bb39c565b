package id.pantau.collector.retention;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A day whose positions were deleted.
 *
 * @param bytes how much room they took
 * @param routes how many thinned routes were kept
 */
public record RetiredDay(LocalDate day, Instant retiredAt, long bytes, int routes) {}
