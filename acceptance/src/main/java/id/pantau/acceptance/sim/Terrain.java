package id.pantau.acceptance.sim;

import id.pantau.wire.LatLon;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The places of the regency and what lies between them: heights, towns, areas of weak signal. */
public final class Terrain {
  private static final double TOWN_RADIUS_M = 1_300;

  /**
   * Where vehicles lose the mobile network (domain notes, section 2.5: Jerowaru, Sembalun, the
   * north coast, Ekas, Perigi). Radius in metres.
   */
  private static final Map<String, Double> WEAK_SIGNAL =
      Map.of(
          "Ekas Buana", 3_500.0,
          "Sekaroh", 3_500.0,
          "Pemongkong", 1_800.0,
          "Sajang", 4_500.0,
          "Belanting", 3_000.0,
          "Obel-obel", 3_500.0,
          "Perigi", 2_200.0,
          "Sapit", 2_500.0,
          "Labuhan Pandan", 1_500.0);

  private static final double GRID_M = 400;

  /** The sheet of {@link Plane} that the regency lies on, with some margin, metres. */
  private static final double WEST_M = -24_000;

  private static final double SOUTH_M = -44_000;
  private static final int COLUMNS = 130;
  private static final int ROWS = 220;

  private final Map<String, Place> places;
  private final List<Place> towns;
  private final List<Plane.Point> townCentres;
  private final List<Circle> weakAreas;
  private final float[] heights;

  private record Circle(Plane.Point centre, double radiusM) {}

  private Terrain(Map<String, Place> places) {
    this.places = places;
    this.towns = places.values().stream().filter(Place::seat).toList();
    this.townCentres = towns.stream().map(town -> Plane.of(town.at())).toList();
    this.weakAreas =
        WEAK_SIGNAL.entrySet().stream()
            .map(area -> new Circle(Plane.of(get(area.getKey()).at()), area.getValue()))
            .toList();
    this.heights = heights();
  }

  static Terrain load() {
    var places = new LinkedHashMap<String, Place>();
    for (String[] row : Table.rows("places.csv")) {
      var at = new LatLon(Double.parseDouble(row[2]), Double.parseDouble(row[3]));
      places.put(row[1], new Place(row[1], row[0].equals("seat"), at, Double.parseDouble(row[4])));
    }
    return new Terrain(places);
  }

  public List<Place> seats() {
    return towns;
  }

  /**
   * @throws IllegalArgumentException when there is no such place
   */
  public Place get(String name) {
    Place place = places.get(name);
    if (place == null) {
      throw new IllegalArgumentException("no place " + name + " in places.csv");
    }
    return place;
  }

  boolean isTown(Plane.Point at) {
    for (Plane.Point centre : townCentres) {
      if (centre.distanceM(at) < TOWN_RADIUS_M) {
        return true;
      }
    }
    return false;
  }

  /** Whether a modem has no network here. */
  public boolean hasWeakSignal(LatLon at) {
    Plane.Point here = Plane.of(at);
    return weakAreas.stream().anyMatch(area -> area.centre().distanceM(here) < area.radiusM());
  }

  /** Metres above sea level, between the heights of the known places. */
  double altitudeM(Plane.Point at) {
    double column = Math.clamp((at.x() - WEST_M) / GRID_M, 0, COLUMNS - 1.001);
    double row = Math.clamp((at.y() - SOUTH_M) / GRID_M, 0, ROWS - 1.001);
    int left = (int) column;
    int below = (int) row;
    int corner = below * COLUMNS + left;
    double east = column - left;
    double north = row - below;
    return (1 - north) * ((1 - east) * heights[corner] + east * heights[corner + 1])
        + north * ((1 - east) * heights[corner + COLUMNS] + east * heights[corner + COLUMNS + 1]);
  }

  /** Heights on a grid: those of the places, weighted by the inverse square of the distance. */
  private float[] heights() {
    var grid = new float[COLUMNS * ROWS];
    List<Plane.Point> points = places.values().stream().map(place -> Plane.of(place.at())).toList();
    double[] known = places.values().stream().mapToDouble(Place::altitudeM).toArray();
    for (int cell = 0; cell < grid.length; cell++) {
      var at = new Plane.Point(WEST_M + cell % COLUMNS * GRID_M, SOUTH_M + cell / COLUMNS * GRID_M);
      double sum = 0;
      double weights = 0;
      for (int i = 0; i < known.length; i++) {
        double distance = points.get(i).distanceM(at) + 50;
        double weight = 1 / (distance * distance);
        sum += weight * known[i];
        weights += weight;
      }
      grid[cell] = (float) (sum / weights);
    }
    return grid;
  }
}
