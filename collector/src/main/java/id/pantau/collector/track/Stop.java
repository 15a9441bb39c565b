package id.pantau.collector.track;

import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;

/**
 * A vehicle stayed in one place for minutes.
 *
 * @param end when it left, or the last moment known when {@code left} is false
 * @param left false while nothing is known of it after the stop
 * @param at the middle of where it stood
 * @param engine what the ignition input said of most of the time
 */
public record Stop(Instant start, Instant end, boolean left, LatLon at, Engine engine) {
  /** Whether the engine ran; unknown where the ignition is not wired. */
  public enum Engine {
    OFF,
    ON,
    UNKNOWN
  }

  public Stop {
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("stop ends before it starts: " + start);
    }
  }

  public Duration duration() {
    return Duration.between(start, end);
  }
}
