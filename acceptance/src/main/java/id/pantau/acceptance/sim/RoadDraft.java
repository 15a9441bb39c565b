package id.pantau.acceptance.sim;

import id.pantau.acceptance.sim.Plane.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Roads while they are being laid: vertices, and a grid to find what is near. One thread. */
final class RoadDraft {
  private static final double CELL_M = 100;

  private final List<Point> vertices = new ArrayList<>();
  private final List<Road> roads = new ArrayList<>();
  private final Map<Long, List<Integer>> cells = new HashMap<>();

  int addVertex(Point at) {
    vertices.add(at);
    int number = vertices.size() - 1;
    cells.computeIfAbsent(cell(at.x(), at.y()), key -> new ArrayList<>()).add(number);
    return number;
  }

  void addRoad(Road road) {
    roads.add(road);
  }

  Point vertex(int number) {
    return vertices.get(number);
  }

  List<Point> vertices() {
    return vertices;
  }

  List<Road> roads() {
    return roads;
  }

  /** The vertex nearest to a point, no farther than {@code radiusM}. */
  OptionalInt findNearest(Point at, double radiusM) {
    int reach = (int) Math.ceil(radiusM / CELL_M);
    int best = -1;
    double bestDistance = radiusM;
    for (int dx = -reach; dx <= reach; dx++) {
      for (int dy = -reach; dy <= reach; dy++) {
        for (int each :
            cells.getOrDefault(cell(at.x() + dx * CELL_M, at.y() + dy * CELL_M), List.of())) {
          double distance = vertices.get(each).distanceM(at);
          if (distance <= bestDistance) {
            best = each;
            bestDistance = distance;
          }
        }
      }
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }

  private static long cell(double x, double y) {
    return ((long) Math.floor(x / CELL_M) << 32) ^ ((long) Math.floor(y / CELL_M) & 0xFFFF_FFFFL);
  }
}
