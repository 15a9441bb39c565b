package id.pantau.collector.track;

import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;

/**
 * A vehicle went from one place to another.
 *
 * @param maxSpeedMs the largest speed of its fixes, 0 when none had one
 * @param firstFix index of its first fix in the track it was found in
 * @param lastFix index of its last fix
 */
public record Trip(
    Instant start,
    Instant end,
    LatLon from,
    LatLon to,
    double distanceM,
    double maxSpeedMs,
    int firstFix,
    int lastFix) {
  public Trip {
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("trip ends before it starts: " + start);
    }
    if (!(distanceM >= 0)) {
      throw new IllegalArgumentException("distanceM " + distanceM);
    }
  }

  public Duration duration() {
    return Duration.between(start, end);
  }
}
