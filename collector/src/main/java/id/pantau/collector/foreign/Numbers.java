package id.pantau.collector.foreign;

import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The numbers of a foreign position, in our units and not yet believed; what is not known is NaN.
 */
record Numbers(
    double lat,
    double lon,
    double speedMs,
    double courseDeg,
    double altitudeM,
    double hdop,
    double accuracyM) {

  /** Coarser than this a position comes from a cell mast: it says nothing of a road. */
  static final double COARSE_M = 100;

  private static final double MAX_SPEED_MS = 200;
  private static final double MIN_ALTITUDE_M = -1_000;
  private static final double MAX_ALTITUDE_M = 20_000;
  private static final double MAX_HDOP = 99.99;

  /** As wide as the country. */
  private static final double MAX_ACCURACY_M = 5_000_000;

  /**
   * @param believed whether the tracker itself takes it for a position
   */
  Told at(Instant time, boolean believed, OptionalInt batteryPct, Optional<Boolean> charging) {
    if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) {
      return new Told.Bad("no place: lat " + lat + " lon " + lon);
    }
    if (lat == 0 && lon == 0) {
      return new Told.Bad("no place: lat 0 lon 0 is what a receiver says that has none");
    }
    boolean counts = believed && !(accuracyM > COARSE_M);
    double altitude = within(altitudeM, MIN_ALTITUDE_M, MAX_ALTITUDE_M);
    var fix =
        new Fix(
            time.truncatedTo(ChronoUnit.MILLIS),
            new LatLon(lat, lon),
            Double.isNaN(altitude) ? Fix.Mode.FIX_2D : Fix.Mode.FIX_3D,
            within(speedMs, 0, MAX_SPEED_MS),
            course(),
            altitude,
            within(hdop, 0, MAX_HDOP),
            Fix.UNKNOWN_SATELLITES,
            counts ? 0 : Fix.FLAG_JUMP);
    double accuracy = within(accuracyM, 0, MAX_ACCURACY_M);
    return new Told.Position(
        fix,
        new Told.Phone(
            batteryPct,
            charging,
            Double.isNaN(accuracy) ? OptionalDouble.empty() : OptionalDouble.of(accuracy)));
  }

  /** Of percent that make no sense, nothing. */
  static OptionalInt battery(double percent) {
    return percent >= 0 && percent <= 100
        ? OptionalInt.of((int) Math.round(percent))
        : OptionalInt.empty();
  }

  /** A telephone that stands says -1, or keeps on saying 360. */
  private double course() {
    double known = within(courseDeg, 0, 360);
    return known == 360 ? 0 : known;
  }

  private static double within(double value, double min, double max) {
    return value >= min && value <= max ? value : Double.NaN;
  }
}
