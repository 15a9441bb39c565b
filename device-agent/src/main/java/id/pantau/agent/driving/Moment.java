package id.pantau.agent.driving;

import id.pantau.wire.DeviceEvent;
import id.pantau.wire.EventKind;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fix that is believed, and what the motion filter makes of it.
 *
 * @param parkedAt where the vehicle stands, or null while it moves
 */
record Moment(Fix fix, @Nullable LatLon parkedAt) {
  /** Farther apart than this nothing can be said about what was between. */
  private static final Duration ONE_AFTER_THE_OTHER = Duration.ofSeconds(2);

  boolean isParked() {
    return parkedAt != null;
  }

  boolean isIgnitionOn() {
    return fix.has(Fix.FLAG_IGNITION_KNOWN) && fix.has(Fix.FLAG_IGNITION_ON);
  }

  boolean isIgnitionOff() {
    return fix.has(Fix.FLAG_IGNITION_KNOWN) && !fix.has(Fix.FLAG_IGNITION_ON);
  }

  Instant time() {
    return fix.fixTime();
  }

  /** Seconds since then. */
  double secondsAfter(Instant before) {
    return Duration.between(before, fix.fixTime()).toMillis() / 1e3;
  }

  boolean followsOn(Fix before) {
    Duration between = Duration.between(before.fixTime(), fix.fixTime());
    return between.isPositive() && between.compareTo(ONE_AFTER_THE_OTHER) <= 0;
  }

  /** An event of here and now. */
  DeviceEvent event(EventKind kind, Map<String, String> details) {
    return new DeviceEvent(kind, fix.fixTime(), fix.at(), details);
  }

  /** A whole number for the details of an event. */
  static String whole(double value) {
    return Long.toString(Math.round(value));
  }

  /** A number with one decimal for the details of an event. */
  static String tenths(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
