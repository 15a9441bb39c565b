package id.pantau.collector.presence;

import id.pantau.collector.track.DerivedStop;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Counts in which desa a vehicle was present on a day. A pure decision: the same stops and areas
 * give the same figures.
 *
 * <p>Present is who stood there for {@link #SHORTEST} at least, as for a site visit. Driving
 * through is no presence, and no more is claimed than that the <em>vehicle</em> stood there. Not
 * counted is where it belongs, because it would stand there whatever its people do: within {@link
 * #HOME_M} of where it stood at either end of the day (somebody's home, or the yard), and the
 * office of its own agency. So a kecamatan does not become a visited one because an official lives
 * in it. Of the car of a person only working hours are looked at, as everywhere.
 */
final class PresencePolicy {
  /** As for site visits: shorter is a traffic light or a word through the window. */
  static final Duration SHORTEST = Duration.ofMinutes(4);

  /** As for site visits: where it stands at night somebody lives. */
  static final double HOME_M = 200;

  private PresencePolicy() {}

  /** How often and how long it stood in a desa. */
  record Stay(int areaId, int count, int seconds) {}

  /**
   * A day of a vehicle.
   *
   * @param from what it did before is private
   * @param until and from then on
   */
  record Day(Instant from, Instant until, List<DerivedStop> stops) {
    Day {
      stops = List.copyOf(stops);
    }

    Duration stood(DerivedStop stop) {
      Instant start = stop.start().isBefore(from) ? from : stop.start();
      Instant end = stop.end().isAfter(until) ? until : stop.end();
      return Duration.between(start, end); // negative when it was in private time
    }
  }

  /**
   * @param isOwnOffice whether a place belongs to the office of the vehicle's agency
   * @param desaOf the desa that a place lies in; empty outside the region
   * @return by desa, in the order of their ids
   */
  static List<Stay> count(
      Day day, Predicate<LatLon> isOwnOffice, Function<LatLon, OptionalInt> desaOf) {
    List<LatLon> homes =
        day.stops.stream()
            .filter(stop -> stop.beganBefore() || stop.overMidnight())
            .map(DerivedStop::at)
            .toList();
    Map<Integer, Stay> byDesa = new TreeMap<>();
    for (DerivedStop stop : day.stops) {
      Duration stood = day.stood(stop);
      boolean counts =
          stood.compareTo(SHORTEST) >= 0
              && homes.stream().noneMatch(home -> home.distanceM(stop.at()) <= HOME_M)
              && !isOwnOffice.test(stop.at());
      OptionalInt desa = counts ? desaOf.apply(stop.at()) : OptionalInt.empty();
      if (desa.isPresent()) {
        byDesa.merge(
            desa.getAsInt(),
            new Stay(desa.getAsInt(), 1, Math.toIntExact(stood.toSeconds())),
            (a, b) -> new Stay(a.areaId, a.count + b.count, a.seconds + b.seconds));
      }
    }
    return new ArrayList<>(byDesa.values());
  }
}
