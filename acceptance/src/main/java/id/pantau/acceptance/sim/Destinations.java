package id.pantau.acceptance.sim;

import id.pantau.acceptance.sim.Plane.Point;
import id.pantau.wire.LatLon;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where vehicles go: offices, homes, hospitals, villages, places of work. Each is at the same spot
 * whoever asks.
 *
 * <p>Immutable after construction.
 */
final class Destinations {
  private static final String CAPITAL = "Selong";
  private static final double TOWN_M = 900;
  private static final double CAPITAL_M = 1_500;

  /** A kerb-side parking place is this far from the middle of the street. */
  private static final double ASIDE_M = 7;

  private final RoadNetwork roads;
  private final Chance chance;
  private final Map<String, List<Integer>> streets = new HashMap<>();
  private final Map<String, List<LatLon>> sites;

  Destinations(RoadNetwork roads, Map<String, List<LatLon>> sites, Chance chance) {
    this.roads = roads;
    this.sites = Map.copyOf(sites);
    this.chance = chance;
    for (Place seat : roads.terrain().seats()) {
      double radius = seat.name().equals(CAPITAL) ? CAPITAL_M : TOWN_M;
      streets.put(seat.name(), roads.streetVertices(Plane.of(seat.at()), radius));
    }
  }

  /** The office of an agency: in its kecamatan, else in the capital. */
  Spot office(SimVehicle vehicle) {
    boolean local = vehicle.opd().startsWith("kec-") || vehicle.opd().startsWith("rsud-");
    return lot(
        street(local ? vehicle.base() : CAPITAL, chance.of("office " + vehicle.opd())), vehicle);
  }

  /** The post where a vehicle waits for calls: beside its hospital or fire station. */
  Spot post(SimVehicle vehicle) {
    return lot(street(vehicle.base(), chance.of("office " + vehicle.opd())), vehicle);
  }

  /** Vehicles of one agency stand side by side. */
  private static Spot lot(Spot entrance, SimVehicle vehicle) {
    int row = vehicle.number() % 5;
    return new Spot(entrance.at().plus(3.2 * row, 1.1 * row), entrance.vertex(), entrance.roofed());
  }

  /** Where it is kept when off duty; every vehicle has its own place, some under a roof. */
  Spot home(SimVehicle vehicle) {
    Chance own = chance.of("home", vehicle.number());
    Spot place = street(vehicle.base(), own);
    return new Spot(place.at(), place.vertex(), own.happens(7, 0.08));
  }

  Spot hospital() {
    return street(CAPITAL, chance.of("office rsud-soedjono"));
  }

  Spot landfill() {
    return beside(roads.vertexOf("Ijobalit"), chance.of("landfill"), 60);
  }

  Spot regentsOffice() {
    return street(CAPITAL, chance.of("office setda"));
  }

  Spot terminal(String place) {
    return beside(roads.vertexOf(place), chance.of("terminal " + place), 25);
  }

  /** A house or shop in a town. */
  Spot street(String town, Chance which) {
    List<Integer> all = streets.get(town);
    if (all == null) {
      throw new IllegalArgumentException("no town " + town);
    }
    return beside(all.get(which.below(1, all.size())), which, ASIDE_M);
  }

  /** Somewhere along any road within {@code radiusM} of a town. */
  Spot village(String town, double radiusM, Chance which) {
    Point centre = Plane.of(roads.terrain().get(town).at());
    double angle = which.between(2, 0, 2 * Math.PI);
    double distance = radiusM * Math.sqrt(which.unit(3));
    Point wanted = centre.plus(distance * Math.cos(angle), distance * Math.sin(angle));
    return beside(roads.nearest(wanted), which, 18);
  }

  String anyTown(Chance which) {
    List<Place> seats = roads.terrain().seats();
    return seats.get(which.below(4, seats.size())).name();
  }

  /** A place of work of the agency; a village where it has none. */
  Spot work(SimVehicle vehicle, Chance which) {
    List<LatLon> own = sites.getOrDefault(vehicle.opd(), List.of());
    if (own.isEmpty() || which.happens(5, 0.25)) {
      return village(anyTown(which), 4_000, which);
    }
    Point at = Plane.of(own.get(which.below(6, own.size())));
    return new Spot(at, roads.nearest(at), false);
  }

  private Spot beside(int vertex, Chance which, double asideM) {
    double angle = which.between(8, 0, 2 * Math.PI);
    Point at = roads.vertex(vertex).plus(asideM * Math.cos(angle), asideM * Math.sin(angle));
    return new Spot(at, vertex, false);
  }
}
