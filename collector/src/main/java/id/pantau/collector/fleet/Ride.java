package id.pantau.collector.fleet;

import java.time.Instant;
import java.util.Optional;

/**
 * A tracker in a vehicle.
 *
 * @param from the first moment
 * @param until the first moment after; empty while it rides
 */
public record Ride(int deviceNo, int vehicleId, Instant from, Optional<Instant> until) {

  public boolean covers(Instant at) {
    return !at.isBefore(from) && until.map(at::isBefore).orElse(true);
  }

  /** Whether it shares a moment with [{@code start}, {@code end}). */
  public boolean overlaps(Instant start, Instant end) {
    return from.isBefore(end) && until.map(start::isBefore).orElse(true);
  }
}
