package id.pantau.wire;

import java.time.Instant;

/**
 * One position of a vehicle as its GNSS receiver gave it; a number that is not known is {@code
 * NaN}.
 *
 * @param fixTime satellite time, whole milliseconds; never the clock of the Pi
 * @param at where, WGS 84
 * @param mode how the receiver solved it
 * @param speedMs speed over ground, metres per second, 0 to 200, or NaN
 * @param courseDeg course over ground, degrees clockwise from true north, [0, 360), or NaN (a
 *     standing receiver has none)
 * @param altitudeM above mean sea level, metres, -1 000 to 20 000, or NaN
 * @param hdop horizontal dilution of precision, 0 to 99.99, or NaN
 * @param satellites used in the solution, 0 to 99, or {@link #UNKNOWN_SATELLITES}
 * @param flags sum of the {@code FLAG_} bits
 */
public record Fix(
    Instant fixTime,
    LatLon at,
    Mode mode,
    double speedMs,
    double courseDeg,
    double altitudeM,
    double hdop,
    int satellites,
    int flags) {

  /** How many dimensions the receiver could solve for (NMEA 0183 GSA, field 2). */
  public enum Mode {
    FIX_2D(2),
    FIX_3D(3);

    private final int nmea;

    Mode(int nmea) {
      this.nmea = nmea;
    }

    /** The number NMEA and gpsd give this mode: 2 or 3. */
    public int nmea() {
      return nmea;
    }
  }

  public static final int UNKNOWN_SATELLITES = -1;

  /** The ignition input is wired, so {@link #FLAG_IGNITION_ON} means something. */
  public static final int FLAG_IGNITION_KNOWN = 1;

  public static final int FLAG_IGNITION_ON = 1 << 1;

  /** The position is implausible after the one before it; kept, but not to be counted. */
  public static final int FLAG_JUMP = 1 << 2;

  /**
   * The vehicle stands; the position is the held one of the stop, not the wandering of the
   * receiver.
   */
  public static final int FLAG_HELD = 1 << 3;

  /** The driver switched the private mode on (allowed outside working hours only). */
  public static final int FLAG_PRIVATE = 1 << 4;

  /** All flags a record may carry. */
  public static final int ALL_FLAGS = (1 << 5) - 1;

  public Fix {
    if (fixTime.getNano() % 1_000_000 != 0) {
      throw new IllegalArgumentException("fixTime finer than a millisecond: " + fixTime);
    }
    requireRangeOrNaN("speedMs", speedMs, 0, 200);
    requireRangeOrNaN("altitudeM", altitudeM, -1_000, 20_000);
    requireRangeOrNaN("hdop", hdop, 0, 99.99);
    requireRangeOrNaN("courseDeg", courseDeg, 0, Math.nextDown(360.0));
    if (satellites < UNKNOWN_SATELLITES || satellites > 99) {
      throw new IllegalArgumentException("satellites " + satellites);
    }
    if ((flags & ~ALL_FLAGS) != 0) {
      throw new IllegalArgumentException("flags " + flags);
    }
  }

  /** The same fix with {@code flag} set. */
  public Fix withFlag(int flag) {
    return new Fix(
        fixTime, at, mode, speedMs, courseDeg, altitudeM, hdop, satellites, flags | flag);
  }

  /** The same fix without {@code flag}. */
  public Fix withoutFlag(int flag) {
    return new Fix(
        fixTime, at, mode, speedMs, courseDeg, altitudeM, hdop, satellites, flags & ~flag);
  }

  /** The same at another time and place; all else stays, also speed and course. */
  public Fix moved(Instant toTime, LatLon toPlace) {
    return new Fix(toTime, toPlace, mode, speedMs, courseDeg, altitudeM, hdop, satellites, flags);
  }

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  private static void requireRangeOrNaN(String name, double value, double min, double max) {
    if (!Double.isNaN(value) && !(value >= min && value <= max)) {
      throw new IllegalArgumentException(name + " " + value);
    }
  }
}
