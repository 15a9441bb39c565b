package id.pantau.agent.motion;

import id.pantau.wire.LatLon;

/**
 * Metres east and north of an origin; straight in degrees, so a line drawn between two points on a
 * map is a line here. Good for some kilometres.
 */
final class Plane {
  /** Of the sphere that {@link LatLon#distanceM} measures on. */
  private static final double METRES_PER_DEGREE = Math.toRadians(6_371_008.8);

  private final LatLon origin;
  private final double metresPerDegreeEast;

  Plane(LatLon origin) {
    this.origin = origin;
    this.metresPerDegreeEast = METRES_PER_DEGREE * Math.cos(Math.toRadians(origin.lat()));
  }

  double east(LatLon at) {
    return wrapped(at.lon() - origin.lon()) * metresPerDegreeEast;
  }

  double north(LatLon at) {
    return (at.lat() - origin.lat()) * METRES_PER_DEGREE;
  }

  /** A longitude, or a difference of two, within -180 to 180. */
  static double wrapped(double degrees) {
    if (degrees > 180) {
      return degrees - 360;
    }
    return degrees < -180 ? degrees + 360 : degrees;
  }
}
