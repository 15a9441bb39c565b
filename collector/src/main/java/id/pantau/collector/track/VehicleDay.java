package id.pantau.collector.track;

import id.pantau.wire.LatLon;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A day of a vehicle as it is told to people.
 *
 * @param hidden when it was in private mode
 */
public record VehicleDay(
    double distanceM,
    int movingS,
    int stoppedS,
    Optional<Instant> firstFixTime,
    Optional<Instant> lastFixTime,
    List<DayTrip> trips,
    List<DayStop> stops,
    List<Gap> gaps,
    List<Gap> hidden,
    List<Crossing> crossings) {

  public record DayTrip(
      Instant start,
      Instant end,
      double distanceM,
      double maxSpeedMs,
      Optional<String> fromPlace,
      Optional<String> toPlace) {}

  /**
   * @param leave empty while it stands, or when it stood into the next day
   */
  public record DayStop(
      Instant arrive,
      Optional<Instant> leave,
      long durationS,
      LatLon at,
      Optional<String> place,
      Stop.Engine engine) {}

  /** Whether nothing is known of a time because its driver had hidden the vehicle. */
  boolean isHidden(Gap gap) {
    return hidden.stream()
        .anyMatch(time -> time.from().isBefore(gap.to()) && time.to().isAfter(gap.from()));
  }

  /** A day in a month. */
  public record Summary(LocalDate date, double distanceM, int tripCount) {}
}
