package id.pantau.agent.nmea;

import id.pantau.agent.nmea.Sentence.Kind;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one sentence says; a number it does not say is {@code NaN}.
 *
 * @param kind the sentence
 * @param timeOfDayMs UTC, milliseconds after midnight, or {@link #NO_TIME}; 86 400 000 and more
 *     within a leap second
 * @param solution whether the receiver says that it has a fix
 * @param at where, or null
 * @param grainM how far apart two neighbouring values of its position format are, metres
 * @param date the day, or null
 * @param dimensions 1, 2 or 3 of a GSA, else 0
 */
record Reading(
    Kind kind,
    long timeOfDayMs,
    Solution solution,
    @Nullable LatLon at,
    double grainM,
    double speedMs,
    double courseDeg,
    double altitudeM,
    double hdop,
    int satellites,
    int dimensions,
    @Nullable LocalDate date) {
  static final long NO_TIME = -1;

  enum Solution {
    /** The sentence does not say. */
    UNSAID,
    NONE,
    /** Dead reckoning: a fix if another sentence calls it one. */
    ESTIMATE,
    FIX
  }

  boolean hasTime() {
    return timeOfDayMs != NO_TIME;
  }

  /** A position that the receiver vouches for. */
  boolean isPosition() {
    return (solution == Solution.FIX || solution == Solution.ESTIMATE) && at != null;
  }

  /** Collects what a sentence says; what is not set is unknown. */
  static final class Draft {
    private final Kind kind;
    private long timeOfDayMs = NO_TIME;
    private Solution solution = Solution.UNSAID;
    private @Nullable LatLon at;
    private double grainM;
    private double speedMs = Double.NaN;
    private double courseDeg = Double.NaN;
    private double altitudeM = Double.NaN;
    private double hdop = Double.NaN;
    private int satellites = Fix.UNKNOWN_SATELLITES;
    private int dimensions;
    private @Nullable LocalDate date;

    Draft(Kind kind) {
      this.kind = kind;
    }

    Draft time(long value) {
      timeOfDayMs = value;
      return this;
    }

    Draft date(@Nullable LocalDate value) {
      date = value;
      return this;
    }

    /** A position counts only with a fix: without one, receivers repeat the last. */
    Draft solution(boolean fix, @Nullable LatLon place, double grain) {
      solution = fix ? Solution.FIX : Solution.NONE;
      at = fix ? place : null;
      grainM = grain;
      return this;
    }

    Draft estimate(boolean estimated) {
      solution = estimated && solution == Solution.FIX ? Solution.ESTIMATE : solution;
      return this;
    }

    Draft motion(double speed, double course) {
      speedMs = speed;
      courseDeg = course;
      return this;
    }

    Draft altitude(double value) {
      altitudeM = value;
      return this;
    }

    Draft quality(double dilution, int used) {
      hdop = dilution;
      satellites = used;
      return this;
    }

    Draft dimensions(int value) {
      dimensions = value;
      return this;
    }

    Reading done() {
      return new Reading(
          kind,
          timeOfDayMs,
          solution,
          at,
          grainM,
          speedMs,
          courseDeg,
          altitudeM,
          hdop,
          satellites,
          dimensions,
          date);
    }
  }
}
