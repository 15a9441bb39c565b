package id.pantau.agent.nmea;

import id.pantau.agent.nmea.Reading.Solution;
import id.pantau.agent.nmea.Sentence.Kind;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    int count = 0;
    for (Reading reading : readings) {
      count += reading.kind() == kind ? 1 : 0;
    }
    return count;
  }

  /** Sentences that carry this time. */
  int timed() {
    int count = 0;
    for (Reading reading : readings) {
      count += reading.hasTime() ? 1 : 0;
    }
    return count;
  }

  Kind lastKind() {
    return readings.getLast().kind();
  }

  /** Whether any sentence says that there is or is not a fix. */
  boolean saysSolution() {
    for (Reading reading : readings) {
      if (reading.solution() != Solution.UNSAID) {
        return true;
      }
    }
    return false;
  }

  /** One sentence that knows of no fix is believed against others: positions are repeated. */
  boolean isFix() {
    boolean found = false;
    for (Reading reading : readings) {
      if (reading.solution() == Solution.NONE) {
        return false;
      }
      found |= reading.solution() == Solution.FIX && reading.isPosition();
    }
    return found;
  }

  /** The days that its sentences name, RMC first. */
  List<LocalDate> dates() {
    List<LocalDate> dates = new ArrayList<>();
    addDates(dates, true);
    addDates(dates, false);
    return dates;
  }

  private void addDates(List<LocalDate> dates, boolean ofRmc) {
    for (Reading reading : readings) {
      LocalDate date = reading.date();
      if (date != null && (reading.kind() == Kind.RMC) == ofRmc && !dates.contains(date)) {
        dates.add(date);
      }
    }
  }

  /**
   * Its positions in groups that agree, the finest format first in each; the largest group first.
   */
  List<List<Reading>> positions() {
    List<List<Reading>> groups = new ArrayList<>();
    List<Reading> finestFirst = new ArrayList<>(readings);
    finestFirst.removeIf(reading -> !reading.isPosition());
    finestFirst.sort(Comparator.comparingDouble(Reading::grainM));
    for (Reading reading : finestFirst) {
      groupOf(groups, reading).add(reading);
    }
    groups.sort(Comparator.comparingInt(group -> -group.size()));
    return groups;
  }

  /** The first that it agrees with, else a new one. */
  private static List<Reading> groupOf(List<List<Reading>> groups, Reading reading) {
    for (List<Reading> group : groups) {
      if (agree(group.getFirst(), reading)) {
        return group;
      }
    }
    groups.add(new ArrayList<>());
    return groups.getLast();
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
    int most = Fix.UNKNOWN_SATELLITES;
    for (Reading reading : readings) {
      most = Math.max(most, reading.satellites());
    }
    return most;
  }

  /** 0 when there is no GSA. */
  int dimensions() {
    int most = 0;
    for (Reading reading : readings) {
      most = Math.max(most, reading.dimensions());
    }
    return most;
  }

  /** Whether all that this sentence may say of the epoch is said already. */
  boolean isToldBefore(Kind kind) {
    return switch (kind) {
      case VTG ->
          isKnown(number(Reading::speedMs, Kind.RMC))
              && isKnown(number(Reading::courseDeg, Kind.RMC));
      case GSA -> isKnown(number(Reading::hdop, Kind.GGA, Kind.GNS));
      default -> false;
    };
  }

  private static boolean isKnown(double number) {
    return !Double.isNaN(number);
  }
}
