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

  private final Map<String, Place> places;
  private final List<Place> towns;

  private Terrain(Map<String, Place> places) {
    this.places = places;
    this.towns = places.values().stream().filter(Place::seat).toList();
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
    return towns.stream().anyMatch(seat -> Plane.of(seat.at()).distanceM(at) < TOWN_RADIUS_M);
  }

  /** Whether a modem has no network here. */
  public boolean hasWeakSignal(LatLon at) {
    Plane.Point here = Plane.of(at);
    return WEAK_SIGNAL.entrySet().stream()
        .anyMatch(area -> Plane.of(get(area.getKey()).at()).distanceM(here) < area.getValue());
  }

  /** Metres above sea level: the known places, weighted by the inverse square of distance. */
  double altitudeM(Plane.Point at) {
    double sum = 0;
    double weights = 0;
    for (Place place : places.values()) {
      double distance = Plane.of(place.at()).distanceM(at) + 50;
      double weight = 1 / (distance * distance);
      sum += weight * place.altitudeM();
      weights += weight;
    }
    return sum / weights;
  }
}
