package id.pantau.agent.nmea;

import id.pantau.agent.nmea.Reading.Solution;
import id.pantau.agent.nmea.Sentence.Kind;
import id.pantau.wire.LatLon;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The sentences of one time of day, while they come in. One thread. */
final class EpochDraft {
  /** A receiver sends about ten; a line that repeats one time for ever must not fill the memory. */
  static final int MAX_READINGS = 64;

  /** Rounding in both formats, and in both coordinates. */
  private static final double AGREEMENT_GRAINS = 1.5;

  private static final double AGREEMENT_M = 0.5;

  private final long timeOfDayMs;
  private final List<Reading> readings = new ArrayList<>();

  EpochDraft(long timeOfDayMs) {
    this.timeOfDayMs = timeOfDayMs;
  }

  long timeOfDayMs() {
    return timeOfDayMs;
  }

  /** What is over the limit is left out. */
  void add(Reading reading) {
    if (readings.size() < MAX_READINGS) {
      readings.add(reading);
    }
  }

  int count(Kind kind) {
    return (int) readings.stream().filter(r -> r.kind() == kind).count();
  }

  /** Sentences that carry this time. */
  int timed() {
    return (int) readings.stream().filter(Reading::hasTime).count();
  }

  Kind lastKind() {
    return readings.getLast().kind();
  }

  /** Whether any sentence says that there is or is not a fix. */
  boolean saysSolution() {
    return readings.stream().anyMatch(r -> r.solution() != Solution.UNSAID);
  }

  /** One sentence that knows of no fix is believed against others: positions are repeated. */
  boolean isFix() {
    return readings.stream().noneMatch(r -> r.solution() == Solution.NONE)
        && readings.stream().anyMatch(r -> r.solution() == Solution.FIX && r.isPosition());
  }

  /** The days that its sentences name, RMC first. */
  List<LocalDate> dates() {
    return readings.stream()
        .filter(r -> r.date() != null)
        .sorted(Comparator.comparing(r -> r.kind() != Kind.RMC))
        .map(Reading::date)
        .distinct()
        .toList();
  }

  /**
   * Its positions in groups that agree, the finest format first in each; the largest group first.
   */
  List<List<Reading>> positions() {
    List<List<Reading>> groups = new ArrayList<>();
    List<Reading> finestFirst =
        readings.stream()
            .filter(Reading::isPosition)
            .sorted(Comparator.comparingDouble(Reading::grainM))
            .toList();
    for (Reading reading : finestFirst) {
      groups.stream()
          .filter(group -> agree(group.getFirst(), reading))
          .findFirst()
          .ifPresentOrElse(
              group -> group.add(reading), () -> groups.add(new ArrayList<>(List.of(reading))));
    }
    groups.sort(Comparator.comparingInt(group -> -group.size()));
    return groups;
  }

  private static boolean agree(Reading a, Reading b) {
    LatLon one = a.at();
    LatLon other = b.at();
    return one != null
        && other != null
        && one.distanceM(other)
            <= AGREEMENT_M + AGREEMENT_GRAINS * Math.max(a.grainM(), b.grainM());
  }

  /** The first known number among sentences of these kinds, in this order; NaN if none. */
  double number(ToDoubleFunction<Reading> get, Kind... kinds) {
    for (Kind kind : kinds) {
      for (Reading reading : readings) {
        if (reading.kind() == kind && !Double.isNaN(get.applyAsDouble(reading))) {
          return get.applyAsDouble(reading);
        }
      }
    }
    return Double.NaN;
  }

  /**
   * The most satellites any sentence counts: with several constellations each may count its own.
   */
  int satellites() {
    return readings.stream().mapToInt(Reading::satellites).max().orElse(-1);
  }

  /** Empty when there is no GSA. */
  Optional<Integer> dimensions() {
    return readings.stream()
        .filter(r -> r.kind() == Kind.GSA)
        .map(Reading::dimensions)
        .max(Comparator.naturalOrder());
  }
}
