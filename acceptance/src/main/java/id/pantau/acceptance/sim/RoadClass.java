package id.pantau.acceptance.sim;

import java.util.Locale;

/** What kind of road it is: how fast an ordinary driver goes there, outside and inside of towns. */
public enum RoadClass {
  NATIONAL(64, 42),
  PROVINCIAL(56, 38),
  REGENCY(46, 34),
  LOCAL(28, 24);

  private final double openKmh;
  private final double townKmh;

  RoadClass(double openKmh, double townKmh) {
    this.openKmh = openKmh;
    this.townKmh = townKmh;
  }

  double speedMs(boolean town) {
    return (town ? townKmh : openKmh) / 3.6;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RoadClass of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
