package id.pantau.wire;

/**
 * A place on the WGS 84 ellipsoid, in decimal degrees.
 *
 * @param lat degrees north, -90 to 90
 * @param lon degrees east, -180 to 180
 */
public record LatLon(double lat, double lon) {
  /** Mean Earth radius of the IUGG, metres; good to 0.5 % for distances. */
  private static final double EARTH_RADIUS_M = 6_371_008.8;

  public LatLon {
    if (!(lat >= -90 && lat <= 90)) { // written so that NaN is refused too
      throw new IllegalArgumentException("lat " + lat);
    }
    if (!(lon >= -180 && lon <= 180)) {
      throw new IllegalArgumentException("lon " + lon);
    }
  }

  /** The great-circle distance in metres (haversine, mean Earth radius). */
  public double distanceM(LatLon other) {
    double dLat = Math.toRadians(other.lat - lat);
    double dLon = Math.toRadians(other.lon - lon);
    double h =
        Math.pow(Math.sin(dLat / 2), 2)
            + Math.cos(Math.toRadians(lat))
                * Math.cos(Math.toRadians(other.lat))
                * Math.pow(Math.sin(dLon / 2), 2);
    return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
  }

  /**
   * The initial great-circle bearing towards {@code other}, degrees clockwise from north, [0, 360).
   */
  public double bearingDeg(LatLon other) {
    double dLon = Math.toRadians(other.lon - lon);
    double lat1 = Math.toRadians(lat);
    double lat2 = Math.toRadians(other.lat);
    double y = Math.sin(dLon) * Math.cos(lat2);
    double x = Math.cos(lat1) * Math.sin(lat2) - Math.sin(lat1) * Math.cos(lat2) * Math.cos(dLon);
    return (Math.toDegrees(Math.atan2(y, x)) + 360) % 360;
  }
}
