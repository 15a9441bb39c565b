package id.pantau.collector.track;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a day of a vehicle amounts to: its trips, stops and gaps cut at the ends of the day.
 *
 * @param fixCount fixes within the day
 */
record DayFigures(
    int fixCount,
    Optional<Instant> firstFix,
    Optional<Instant> lastFix,
    List<Trip> trips,
    List<DayStop> stops,
    List<Gap> gaps) {

  /** A stop within a day; it may have begun before the day, or go on after it. */
  record DayStop(Stop stop, boolean beganBefore, boolean goesOn) {}

  DayFigures {
    trips = List.copyOf(trips);
    stops = List.copyOf(stops);
    gaps = List.copyOf(gaps);
  }

  /**
   * @param track the fixes of the day, with the last fix before it and the first after it
   * @param from the first moment of the day
   * @param until the first moment after it
   */
  static DayFigures of(Track track, Instant from, Instant until) {
    int first = 0;
    while (first < track.size() && track.time(first).isBefore(from)) {
      first++;
    }
    int end = track.size();
    while (end > first && !track.time(end - 1).isBefore(until)) {
      end--;
    }
    if (end == first) {
      return new DayFigures(0, Optional.empty(), Optional.empty(), List.of(), List.of(), List.of());
    }
    Segments segments = Segmentation.of(track);
    return new DayFigures(
        end - first,
        Optional.of(track.time(first)),
        Optional.of(track.time(end - 1)),
        trips(segments, track, from, until),
        stops(segments, from, until),
        gaps(segments, from, until));
  }

  double distanceM() {
    return trips.stream().mapToDouble(Trip::distanceM).sum();
  }

  Duration moving() {
    return trips.stream().map(Trip::duration).reduce(Duration.ZERO, Duration::plus);
  }

  Duration stopped() {
    return stops.stream().map(s -> s.stop().duration()).reduce(Duration.ZERO, Duration::plus);
  }

  /** Whether the day, as far as it is known, ends standing. */
  boolean endsInStop() {
    return !stops.isEmpty() && stops.getLast().goesOn() && !stops.getLast().stop().left();
  }

  /**
   * Since when the vehicle does what it was doing at its last fix; empty when that is not known or
   * lies before the day.
   */
  Optional<Instant> currentSince(Instant lastFix) {
    if (endsInStop()) {
      return Optional.of(stops.getLast())
          .filter(stop -> !stop.beganBefore())
          .map(stop -> stop.stop().start());
    }
    return trips.isEmpty() || trips.getLast().end().isBefore(lastFix)
        ? Optional.empty()
        : Optional.of(trips.getLast().start());
  }

  private static List<Trip> trips(Segments segments, Track track, Instant from, Instant until) {
    var trips = new ArrayList<Trip>();
    for (Trip trip : segments.trips()) {
      if (trip.start().isBefore(until) && trip.end().isAfter(from)) {
        cut(trip, track, from, until).ifPresent(trips::add);
      }
    }
    return trips;
  }

  /** The part of a trip within the day; the step over midnight belongs to the day it ends in. */
  private static Optional<Trip> cut(Trip trip, Track track, Instant from, Instant until) {
    if (!trip.start().isBefore(from) && !trip.end().isAfter(until)) {
      return Optional.of(trip);
    }
    int first = trip.firstFix();
    while (first < trip.lastFix() && track.time(first + 1).isBefore(from)) {
      first++;
    }
    int last = trip.lastFix();
    while (last > first && !track.time(last).isBefore(until)) {
      last--;
    }
    if (last == first) {
      return Optional.empty();
    }
    Instant start = trip.start().isBefore(from) ? from : trip.start();
    Instant end = trip.end().isAfter(until) ? until : trip.end();
    Measure part = Segmentation.measure(track, first, last);
    return Optional.of(
        new Trip(
            start,
            end,
            track.at(first),
            track.at(last),
            part.lengthM(),
            part.maxSpeedMs(),
            first,
            last));
  }

  private static List<DayStop> stops(Segments segments, Instant from, Instant until) {
    var stops = new ArrayList<DayStop>();
    for (Stop stop : segments.stops()) {
      if (stop.start().isBefore(until) && stop.end().isAfter(from)) {
        boolean beganBefore = stop.start().isBefore(from);
        boolean goesOn = !stop.left() || stop.end().isAfter(until);
        stops.add(
            new DayStop(
                new Stop(
                    beganBefore ? from : stop.start(),
                    stop.end().isAfter(until) ? until : stop.end(),
                    stop.left(),
                    stop.at(),
                    stop.engine()),
                beganBefore,
                goesOn));
      }
    }
    return stops;
  }

  private static List<Gap> gaps(Segments segments, Instant from, Instant until) {
    return segments.gaps().stream()
        .filter(gap -> gap.from().isBefore(until) && gap.to().isAfter(from))
        .map(
            gap ->
                new Gap(
                    gap.from().isBefore(from) ? from : gap.from(),
                    gap.to().isAfter(until) ? until : gap.to()))
        .toList();
  }
}
