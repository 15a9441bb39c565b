package id.pantau.collector.track;

import java.time.Instant;

/**
 * A vehicle that was in an area.
 *
 * @param fixCount how many positions say so; 0 when it only stood there and said nothing
 */
public record Visitor(int vehicleId, Instant first, Instant last, int fixCount) {
  Visitor and(Visitor other) {
    return new Visitor(
        vehicleId,
        first.isBefore(other.first) ? first : other.first,
        last.isAfter(other.last) ? last : other.last,
        fixCount + other.fixCount);
  }
}
