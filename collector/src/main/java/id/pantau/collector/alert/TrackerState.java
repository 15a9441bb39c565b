package id.pantau.collector.alert;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How the tracker of a vehicle is now.
 *
 * @param rideSince since when it rides there
 * @param heardAt when it last said anything; empty = never
 * @param positionAt the time of its newest position
 * @param standingSince since when the vehicle stands; empty while it moves
 * @param freeBytes what its journal may still grow
 * @param twin what was seen of another with its key; empty = nothing
 */
record TrackerState(
    int vehicleId,
    String vehicleKind,
    int opdId,
    Instant rideSince,
    Optional<Instant> heardAt,
    Optional<Instant> positionAt,
    Optional<Instant> standingSince,
    OptionalDouble temperatureC,
    OptionalLong freeBytes,
    Optional<Twin> twin) {
  /**
   * Another tracker with the same key.
   *
   * @param since the first sign of it
   * @param seenAt the last one
   * @param sign {@code numbers} or {@code journals}
   */
  record Twin(Instant since, Instant seenAt, String sign) {}
}
