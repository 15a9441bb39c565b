package id.pantau.acceptance.sim;

import id.pantau.acceptance.sim.Plane.Point;
import id.pantau.wire.LatLon;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lays the roads of {@code roads.csv}: real corridors, invented bends. */
final class MainRoads {
  /** Between these the road bends; below, it is one curve. */
  private static final double SHORTEST_BEND_M = 160;

  private static final double VERTEX_SPACING_M = 25;

  /** How far the middle of a stretch moves aside, per metre of its length, at winding 1. */
  private static final double BEND = 0.26;

  private final RoadDraft draft;
  private final Terrain terrain;
  private final Chance chance;
  private final Map<String, Integer> junctions = new HashMap<>();

  private MainRoads(RoadDraft draft, Terrain terrain, Chance chance) {
    this.draft = draft;
    this.terrain = terrain;
    this.chance = chance;
  }

  /** Returns the vertex of every place that a road passes. */
  static Map<String, Integer> lay(RoadDraft draft, Terrain terrain, Chance chance) {
    var roads = new MainRoads(draft, terrain, chance);
    int number = 0;
    for (String[] row : Table.rows("roads.csv")) {
      roads.layRow(row, chance.of("road", number++));
    }
    return roads.junctions;
  }

  private void layRow(String[] row, Chance ofRoad) {
    double winding = Double.parseDouble(row[1]);
    String[] via = row[3].split(">");
    var whole = new ArrayList<Integer>();
    whole.add(junction(via[0]));
    var open = new ArrayList<Point>();
    for (int i = 1; i < via.length; i++) {
      if (via[i].contains(":")) {
        open.add(Plane.of(point(via[i])));
        continue;
      }
      layStretch(whole, open, junction(via[i]), winding, ofRoad.of("stretch", i));
      open.clear();
    }
    draft.addRoad(new Road(RoadClass.of(row[0]), row[2], whole));
  }

  private void layStretch(
      List<Integer> whole, List<Point> between, int end, double winding, Chance ofStretch) {
    var corners = new ArrayList<Point>();
    corners.add(draft.vertex(whole.get(whole.size() - 1)));
    corners.addAll(between);
    corners.add(draft.vertex(end));
    var bent = new ArrayList<Point>();
    bent.add(corners.get(0));
    for (int i = 1; i < corners.size(); i++) {
      bend(bent, corners.get(i), winding, ofStretch.of("bend", i));
    }
    List<Point> curve = Polyline.resampled(Polyline.rounded(bent, 3), VERTEX_SPACING_M);
    for (Point each : curve.subList(1, curve.size() - 1)) {
      whole.add(draft.addVertex(each));
    }
    whole.add(end);
  }

  /** Appends a bent way from the last point to {@code to}. */
  private static void bend(List<Point> way, Point to, double winding, Chance chance) {
    Point from = way.get(way.size() - 1);
    double length = from.distanceM(to);
    if (length < SHORTEST_BEND_M) {
      way.add(to);
      return;
    }
    double aside = Math.clamp(chance.normal(0), -1.6, 1.6) * winding * BEND * length;
    Point middle =
        from.towards(to, chance.between(9, 0.42, 0.58))
            .plus(-(to.y() - from.y()) / length * aside, (to.x() - from.x()) / length * aside);
    bend(way, middle, winding, chance.of("left"));
    bend(way, to, winding, chance.of("right"));
  }

  private int junction(String name) {
    return junctions.computeIfAbsent(name, key -> draft.addVertex(Plane.of(terrain.get(key).at())));
  }

  private static LatLon point(String text) {
    String[] parts = text.split(":");
    return new LatLon(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
  }
}
