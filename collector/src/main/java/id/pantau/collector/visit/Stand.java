package id.pantau.collector.visit;

import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;

/**
 * A vehicle was near a package for a while, standing or going slowly along it.
 *
 * @param goesOn it is still there, as far as is known
 */
record Stand(
    Instant start, Instant end, boolean goesOn, LatLon at, double distanceM, boolean slowTravel) {
  Duration duration() {
    return Duration.between(start, end);
  }
}
