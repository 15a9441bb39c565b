package id.pantau.collector.permit;

import java.time.Instant;
import java.util.Optional;

/**
 * An SPT or permit of use of a vehicle.
 *
 * @param from it counts from then on, but not before it was registered
 * @param letter its number
 * @param cancellation since when it counts no more
 */
public record Permit(
    long id,
    Car vehicle,
    int opdId,
    String opdName,
    Instant from,
    Instant until,
    String purpose,
    String letter,
    String authorName,
    Instant madeAt,
    Optional<Cancellation> cancellation) {

  /**
   * The vehicle.
   *
   * @param name empty for who may not see the vehicle any more
   */
  public record Car(int id, Optional<String> name, Optional<String> plate) {}

  /** Who said why that it counts no more. */
  public record Cancellation(String reason, String authorName, Instant at) {}
}
