package id.pantau.acceptance.sim;

import id.pantau.wire.LatLon;

/**
 * The regency as a flat sheet in metres; right to 0.1 % over its 80 km, which is far better than
 * the simulated receivers.
 */
public final class Plane {
  private static final double ORIGIN_LAT = -8.59;
  private static final double ORIGIN_LON = 116.55;
  private static final double METRES_PER_DEGREE_LAT = 110_574;
  private static final double METRES_PER_DEGREE_LON =
      111_320 * Math.cos(Math.toRadians(ORIGIN_LAT));

  /** A point of the sheet, metres east and north of its origin. */
  public record Point(double x, double y) {
    public double distanceM(Point other) {
      double dx = other.x - x;
      double dy = other.y - y;
      // Not hypot: it guards against overflow, which no regency reaches, and takes ten times as
      // long; a day of the fleet asks this millions of times.
      return Math.sqrt(dx * dx + dy * dy);
    }

    Point plus(double dx, double dy) {
      return new Point(x + dx, y + dy);
    }

    Point towards(Point other, double share) {
      return new Point(x + (other.x - x) * share, y + (other.y - y) * share);
    }
  }

  private Plane() {}

  public static Point of(LatLon at) {
    return new Point(
        (at.lon() - ORIGIN_LON) * METRES_PER_DEGREE_LON,
        (at.lat() - ORIGIN_LAT) * METRES_PER_DEGREE_LAT);
  }

  public static LatLon toLatLon(Point at) {
    return new LatLon(
        ORIGIN_LAT + at.y() / METRES_PER_DEGREE_LAT, ORIGIN_LON + at.x() / METRES_PER_DEGREE_LON);
  }

  /** Degrees clockwise from north, [0, 360). */
  static double courseDeg(double dx, double dy) {
    double course = Math.toDegrees(Math.atan2(dx, dy));
    return course < 0 ? course + 360 : course;
  }
}
