package id.pantau.collector.track;

import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Says where a vehicle was at a moment in the past. A pure decision: between two fixes it went
 * evenly from one to the other, as a thinned route promises within 20 m; over a gap nobody knows.
 */
final class PastPolicy {
  /** A tracker on the road speaks more often; what lies further apart is a gap. */
  static final Duration LONGEST_STEP = Duration.ofMinutes(10);

  private PastPolicy() {}

  /**
   * A place on the way.
   *
   * @param speedKmh empty when the receiver did not say
   */
  record Place(
      LatLon at, Instant fixTime, Optional<Double> speedKmh, Optional<Integer> courseDeg) {}

  /** Where it was by these fixes; empty when they do not say. */
  static Optional<Place> at(Track track, Instant moment) {
    int[] usable = UsableFixes.of(track);
    long atMs = moment.toEpochMilli();
    int before = -1;
    int after = -1;
    for (int i : usable) {
      if (track.timeMs(i) <= atMs) {
        before = i;
      } else if (after < 0) {
        after = i;
      }
    }
    if (before < 0 || track.has(before, Fix.FLAG_PRIVATE)) {
      return Optional.empty();
    }
    long stepMs = after < 0 ? 0 : track.timeMs(after) - track.timeMs(before);
    if (after < 0 || stepMs > LONGEST_STEP.toMillis()) {
      return Optional.empty();
    }
    double part = (double) (atMs - track.timeMs(before)) / stepMs;
    LatLon from = track.at(before);
    LatLon to = track.at(after);
    double speedMs = track.speedMs(before);
    return Optional.of(
        new Place(
            new LatLon(
                from.lat() + part * (to.lat() - from.lat()),
                from.lon() + part * (to.lon() - from.lon())),
            track.time(before),
            Double.isNaN(speedMs) ? Optional.empty() : Optional.of(speedMs * 3.6),
            track.courseDeg(before) == Track.UNKNOWN
                ? Optional.empty()
                : Optional.of(track.courseDeg(before))));
  }
}
