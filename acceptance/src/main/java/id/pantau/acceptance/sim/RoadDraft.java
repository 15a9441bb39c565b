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
    // Rings of cells from within: those that follow are farther than the ring's own number.
    for (int ring = 0; ring <= reach && (best < 0 || bestDistance > (ring - 1) * CELL_M); ring++) {
      for (int dx = -ring; dx <= ring; dx++) {
        int step = Math.abs(dx) == ring ? 1 : 2 * ring;
        for (int dy = -ring; dy <= ring; dy += step) {
          for (int each : inCell(at.x() + dx * CELL_M, at.y() + dy * CELL_M)) {
            double distance = vertices.get(each).distanceM(at);
            if (distance <= bestDistance) {
              best = each;
              bestDistance = distance;
            }
          }
        }
      }
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }

  private List<Integer> inCell(double x, double y) {
    return cells.getOrDefault(cell(x, y), List.of());
  }

  private static long cell(double x, double y) {
    return ((long) Math.floor(x / CELL_M) << 32) ^ ((long) Math.floor(y / CELL_M) & 0xFFFF_FFFFL);
  }
}
