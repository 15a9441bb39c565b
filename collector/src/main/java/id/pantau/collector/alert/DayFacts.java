package id.pantau.collector.alert;

import id.pantau.collector.track.Track;
import id.pantau.wire.LatLon;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All that the alerts of a day of a vehicle follow from.
 *
 * @param whole the day
 * @param work when its agency works on that day; empty on a day off
 * @param holiday what the day off is called
 * @param events of the day, and of the power also later ones
 * @param outings times out of the regency that began on the day
 * @param track the fixes, read only where a trip was fast
 * @param permits when it was allowed to be elsewhere and at other times
 */
record DayFacts(
    Car car,
    LocalDate day,
    Span whole,
    Optional<Span> work,
    Optional<String> holiday,
    List<Drive> drives,
    List<Idle> idles,
    List<Event> events,
    List<Outing> outings,
    Optional<Track> track,
    List<Span> permits) {

  /**
   * @param aroundTheClock its agency never closes
   */
  record Car(int vehicleId, String kind, int opdId, boolean aroundTheClock) {}

  record Drive(Instant start, Instant end, double distanceM, double fastestKmh) {}

  /** Stood with the engine running. */
  record Idle(Instant start, Instant end, boolean goesOn, LatLon at) {}

  /**
   * @param kind the word of {@link id.pantau.wire.EventKind}
   */
  record Event(
      String kind,
      Instant time,
      Optional<LatLon> at,
      OptionalDouble speedKmh,
      OptionalDouble seconds,
      OptionalDouble distanceM) {}

  /**
   * @param back empty while it is out
   */
  record Outing(Instant left, Optional<Instant> back) {}
}
