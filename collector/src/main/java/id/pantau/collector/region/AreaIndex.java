package id.pantau.collector.region;

import id.pantau.wire.LatLon;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the areas that a place belongs to, in some microseconds: asked for every end of a trip and
 * every vehicle on a map. Immutable.
 */
final class AreaIndex {
  /** About a kilometre: a desa lies in a handful of cells. */
  private static final double CELL_DEG = 0.01;

  /** What is larger than this many cells is looked at every time. */
  private static final int MOST_CELLS = 20_000;

  private static final double METRES_PER_DEGREE = 111_000;

  private final Map<Long, List<Area>> cells = new HashMap<>();
  private final List<Area> everywhere = new ArrayList<>();

  AreaIndex(List<Area> areas) {
    areas.stream()
        .filter(area -> area.outline().isPresent() || area.isStoppingPlace())
        .sorted(Comparator.comparingDouble(Area::sizeDeg).thenComparingInt(Area::id))
        .forEach(this::add);
  }

  private void add(Area area) {
    Shape shape = area.outline().orElseGet(() -> Shape.point(area.middle()));
    double marginM = Math.max(area.bufferM(), Area.POINT_REACH_M);
    double latDeg = marginM / METRES_PER_DEGREE;
    double lonDeg = latDeg / Math.cos(Math.toRadians(area.middle().lat()));
    int west = cell(shape.west() - lonDeg);
    int east = cell(shape.east() + lonDeg);
    int south = cell(shape.south() - latDeg);
    int north = cell(shape.north() + latDeg);
    if ((east - west + 1L) * (north - south + 1L) > MOST_CELLS) {
      everywhere.add(area);
      return;
    }
    for (int x = west; x <= east; x++) {
      for (int y = south; y <= north; y++) {
        cells.computeIfAbsent(key(x, y), empty -> new ArrayList<>()).add(area);
      }
    }
  }

  /** The areas that a place belongs to, the smallest first. */
  List<Area> at(LatLon at) {
    var found = new ArrayList<Area>();
    for (Area area : cells.getOrDefault(key(cell(at.lon()), cell(at.lat())), List.of())) {
      if (area.covers(at)) {
        found.add(area);
      }
    }
    for (Area area : everywhere) {
      if (area.covers(at)) {
        found.add(area);
      }
    }
    return found;
  }

  private static int cell(double degrees) {
    return (int) Math.floor(degrees / CELL_DEG);
  }

  private static long key(int x, int y) {
    return x * 1_000_003L + y;
  }
}
