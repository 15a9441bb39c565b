package id.pantau.collector.live;

import id.pantau.collector.track.VehiclePosition;
import id.pantau.collector.track.VehicleState;
import id.pantau.wire.LatLon;
import java.time.Instant;

/**
 * The newest of a vehicle.
 *
 * @param speedKmh {@value #UNKNOWN} when not known
 * @param courseDeg 0 to 359, {@value #UNKNOWN} when not known
 * @param stateSince since when it has been in this state
 */
public record LivePosition(
    int vehicleId,
    LatLon at,
    int speedKmh,
    int courseDeg,
    VehicleState state,
    Instant fixTime,
    Instant stateSince) {
  public static final int UNKNOWN = -1;

  public static LivePosition of(VehiclePosition p) {
    return new LivePosition(
        p.vehicleId(), p.at(), p.speedKmh(), p.courseDeg(), p.state(), p.fixTime(), p.stateSince());
  }

  /**
   * Whether this replaces {@code other}, of the same vehicle, that was told before: by a newer fix,
   * or, of the same fix, by a state that has changed since.
   */
  boolean replaces(LivePosition other) {
    int byFix = fixTime.compareTo(other.fixTime);
    return byFix > 0 || byFix == 0 && !equals(other);
  }
}
