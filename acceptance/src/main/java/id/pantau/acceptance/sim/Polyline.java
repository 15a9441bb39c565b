package id.pantau.acceptance.sim;

import id.pantau.acceptance.sim.Plane.Point;
import java.util.ArrayList;
import java.util.List;

/** Shapes lines; the two ends always stay where they are. */
final class Polyline {
  private Polyline() {}

  /** Cuts the corners {@code rounds} times (Chaikin), so that a car could follow. */
  static List<Point> rounded(List<Point> line, int rounds) {
    List<Point> smooth = line;
    for (int round = 0; round < rounds; round++) {
      var next = new ArrayList<Point>(smooth.size() * 2);
      next.add(smooth.get(0));
      for (int i = 1; i < smooth.size(); i++) {
        Point from = smooth.get(i - 1);
        Point to = smooth.get(i);
        if (i > 1) {
          next.add(from.towards(to, 0.25));
        }
        if (i < smooth.size() - 1) {
          next.add(from.towards(to, 0.75));
        }
      }
      next.add(smooth.get(smooth.size() - 1));
      smooth = next;
    }
    return smooth;
  }

  /** The same line with points at equal distances of about {@code spacingM}. */
  static List<Point> resampled(List<Point> line, double spacingM) {
    double length = lengthM(line);
    int steps = Math.max(1, (int) Math.round(length / spacingM));
    var points = new ArrayList<Point>(steps + 1);
    points.add(line.get(0));
    int at = 1;
    double before = 0;
    for (int step = 1; step < steps; step++) {
      double wanted = length * step / steps;
      double piece = line.get(at - 1).distanceM(line.get(at));
      while (before + piece < wanted && at < line.size() - 1) {
        before += piece;
        at++;
        piece = line.get(at - 1).distanceM(line.get(at));
      }
      points.add(
          line.get(at - 1).towards(line.get(at), piece == 0 ? 0 : (wanted - before) / piece));
    }
    points.add(line.get(line.size() - 1));
    return points;
  }

  static double lengthM(List<Point> line) {
    double length = 0;
    for (int i = 1; i < line.size(); i++) {
      length += line.get(i - 1).distanceM(line.get(i));
    }
    return length;
  }
}
