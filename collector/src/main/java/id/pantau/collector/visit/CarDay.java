package id.pantau.collector.visit;

import id.pantau.collector.track.DerivedStop;
import id.pantau.collector.track.Track;
import java.time.Instant;
import java.util.List;

/**
 * A day of a vehicle, as far as it may be looked at.
 *
 * @param opdId the agency that kept it
 * @param from what it did before is private time
 * @param until and from then on
 */
record CarDay(int opdId, Instant from, Instant until, List<DerivedStop> stops, Track track) {
  CarDay {
    stops = List.copyOf(stops);
  }

  boolean isPrivate() {
    return !from.isBefore(until);
  }
}
