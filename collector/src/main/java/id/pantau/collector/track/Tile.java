package id.pantau.collector.track;

/**
 * A square of the web map: the world is one at zoom 0, four at 1, and so on.
 *
 * @param z at most {@link #DEEPEST}: a map enlarges those beyond
 * @param x from the west
 * @param y from the north
 */
record Tile(int z, int x, int y) {
  /** Half a pixel is two metres here; what is drawn is exact to twenty. */
  static final int DEEPEST = 14;

  Tile {
    if (z < 0 || z > DEEPEST || x < 0 || y < 0 || x >= 1 << z || y >= 1 << z) {
      throw new IllegalArgumentException("no tile " + z + "/" + x + "/" + y);
    }
  }

  /** Of the web map: a sphere as wide as the Earth at the equator. */
  private static final double RADIUS_M = 6_378_137;

  /** Metres of the web map east of Greenwich. */
  static double eastM(double lon) {
    return Math.toRadians(lon) * RADIUS_M;
  }

  /** Metres of the web map north of the equator. */
  static double northM(double lat) {
    return Math.log(Math.tan(Math.PI / 4 + Math.toRadians(lat) / 2)) * RADIUS_M;
  }

  static double lon(double eastM) {
    return Math.toDegrees(eastM / RADIUS_M);
  }

  static double lat(double northM) {
    return Math.toDegrees(2 * Math.atan(Math.exp(northM / RADIUS_M)) - Math.PI / 2);
  }
}
