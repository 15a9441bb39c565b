package id.pantau.acceptance.demo;

import id.pantau.acceptance.sim.Plane;
import id.pantau.wire.LatLon;
import java.util.ArrayList;
import java.util.List;

/** A line with fewer points that nowhere leaves the given line by more than a tolerance. */
final class Simplified {
  private Simplified() {}

  /** Keeps both ends (Douglas and Peucker). */
  static List<LatLon> line(List<LatLon> points, double toleranceM) {
    boolean[] keep = new boolean[points.size()];
    keep[0] = true;
    keep[keep.length - 1] = true;
    List<Plane.Point> flat = points.stream().map(Plane::of).toList();
    split(flat, new int[] {0, keep.length - 1}, toleranceM, keep);
    var kept = new ArrayList<LatLon>();
    for (int i = 0; i < keep.length; i++) {
      if (keep[i]) {
        kept.add(points.get(i));
      }
    }
    return kept;
  }

  private static void split(List<Plane.Point> line, int[] span, double toleranceM, boolean[] keep) {
    int worst = -1;
    double worstM = toleranceM;
    for (int i = span[0] + 1; i < span[1]; i++) {
      double distance = distanceM(line.get(i), line.get(span[0]), line.get(span[1]));
      if (distance > worstM) {
        worst = i;
        worstM = distance;
      }
    }
    if (worst >= 0) {
      keep[worst] = true;
      split(line, new int[] {span[0], worst}, toleranceM, keep);
      split(line, new int[] {worst, span[1]}, toleranceM, keep);
    }
  }

  private static double distanceM(Plane.Point at, Plane.Point from, Plane.Point to) {
    double dx = to.x() - from.x();
    double dy = to.y() - from.y();
    double length = Math.hypot(dx, dy);
    if (length == 0) {
      return at.distanceM(from);
    }
    double along =
        Math.clamp(((at.x() - from.x()) * dx + (at.y() - from.y()) * dy) / length, 0, length);
    return Math.hypot(
        at.x() - from.x() - along * dx / length, at.y() - from.y() - along * dy / length);
  }
}
