package id.pantau.acceptance.sim;

import id.pantau.acceptance.sim.Plane.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Lays the streets of the towns: side streets that leave a road nearly square and end blind or at
 * the next street.
 */
final class LocalStreets {
  private static final double STEP_M = 20;

  /** No street begins nearer than this to the one before it. */
  private static final int STARTS_EVERY_M = 150;

  private static final double CLEARANCE_M = 48;
  private static final double SHORTEST_M = 100;

  /** At this coast the sea is to the east of the seat: streets stay west of it. */
  private static final String HARBOUR = "Labuhan Haji";

  private final RoadDraft draft;

  private LocalStreets(RoadDraft draft) {
    this.draft = draft;
  }

  static void lay(RoadDraft draft, Terrain terrain, Chance chance) {
    var streets = new LocalStreets(draft);
    for (Place seat : terrain.seats()) {
      Chance ofTown = chance.of("town " + seat.name());
      // Selong is the capital: more streets, farther out.
      double radius = seat.name().equals("Selong") ? 1_500 : 850;
      streets.layRound(seat, radius, ofTown.of("first"));
      streets.layRound(seat, radius * 0.8, ofTown.of("second"));
    }
  }

  private void layRound(Place seat, double radiusM, Chance chance) {
    Point centre = Plane.of(seat.at());
    int number = 0;
    for (Road road : List.copyOf(draft.roads())) {
      double since = STARTS_EVERY_M;
      List<Integer> vertices = road.vertices();
      for (int i = 1; i < vertices.size() - 1; i++) {
        Point here = draft.vertex(vertices.get(i));
        Point before = draft.vertex(vertices.get(i - 1));
        since += before.distanceM(here);
        if (here.distanceM(centre) > radiusM || since < STARTS_EVERY_M) {
          continue;
        }
        since = 0;
        double along = Math.atan2(here.y() - before.y(), here.x() - before.x());
        for (int side = -1; side <= 1; side += 2) {
          Chance ofStreet = chance.of("street", number++);
          if (ofStreet.happens(0, 0.8)) {
            layStreet(seat, vertices.get(i), along + side * Math.PI / 2, ofStreet);
          }
        }
      }
    }
  }

  private void layStreet(Place seat, int start, double heading, Chance chance) {
    double direction = heading + chance.between(1, -0.18, 0.18);
    if (seat.name().equals(HARBOUR) && Math.cos(direction) > -0.25) {
      return;
    }
    double length = chance.between(2, 180, 460);
    Point at = draft.vertex(start);
    var points = new ArrayList<Point>();
    OptionalInt met = OptionalInt.empty();
    for (double gone = STEP_M; gone <= length && met.isEmpty(); gone += STEP_M) {
      direction += 0.05 * chance.normal(100 + (long) gone);
      at = at.plus(STEP_M * Math.cos(direction), STEP_M * Math.sin(direction));
      if (gone > CLEARANCE_M + STEP_M) {
        met = draft.findNearest(at, CLEARANCE_M);
      }
      if (met.isEmpty()) {
        points.add(at);
      }
    }
    if (points.size() * STEP_M < SHORTEST_M) {
      return;
    }
    var vertices = new ArrayList<Integer>();
    vertices.add(start);
    points.forEach(point -> vertices.add(draft.addVertex(point)));
    met.ifPresent(vertices::add);
    draft.addRoad(new Road(RoadClass.LOCAL, "", vertices));
  }
}
