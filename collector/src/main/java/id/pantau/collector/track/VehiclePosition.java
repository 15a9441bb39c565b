package id.pantau.collector.track;

import id.pantau.wire.LatLon;
import java.time.Instant;

/**
 * Where a vehicle is, and what it is doing.
 *
 * @param speedDms tenths of a metre per second, or {@link Track#UNKNOWN}
 * @param courseDeg degrees from north, or {@link Track#UNKNOWN}
 */
public record VehiclePosition(
    int vehicleId,
    Instant fixTime,
    Instant receivedAt,
    LatLon at,
    int speedDms,
    int courseDeg,
    VehicleState state,
    Instant stateSince) {

  /** Whole kilometres per hour, or {@link Track#UNKNOWN}. */
  public int speedKmh() {
    return speedDms == Track.UNKNOWN ? Track.UNKNOWN : Math.toIntExact(Math.round(speedDms * 0.36));
  }
}
