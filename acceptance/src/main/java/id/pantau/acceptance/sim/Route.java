package id.pantau.acceptance.sim;

import id.pantau.acceptance.sim.Plane.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * A way to drive, sampled every few metres.
 *
 * <p>Immutable.
 */
final class Route {
  static final double SPACING_M = 12;

  /** On a local track nobody keeps to a class of road. */
  private static final double TRACK_MS = 15 / 3.6;

  /** Curvature is taken over this many samples to each side. */
  private static final int BEND_SAMPLES = 2;

  private static final double STRAIGHTEST_PER_M = 1e-4;

  private final List<Point> samples;
  private final double spacingM;
  private final float[] limitMs;
  private final float[] bendPerM;
  private final boolean[] town;

  private Route(List<Point> samples, double spacingM, float[] limitMs, boolean[] town) {
    this.samples = samples;
    this.spacingM = spacingM;
    this.limitMs = limitMs;
    this.town = town;
    this.bendPerM = bends(samples);
  }

  /** The fastest way over the roads, and from and to the parking places beside them. */
  static Route between(RoadNetwork roads, Spot from, Spot to) {
    var corners = new ArrayList<Point>();
    var speeds = new ArrayList<Double>();
    add(corners, speeds, from.at(), TRACK_MS);
    Terrain terrain = roads.terrain();
    for (RoadNetwork.Step step : roads.way(from.vertex(), to.vertex())) {
      Point at = roads.vertex(step.vertex());
      add(corners, speeds, at, step.roadClass().speedMs(terrain.isTown(at)));
    }
    add(corners, speeds, to.at(), TRACK_MS);
    return sampled(terrain, corners, speeds);
  }

  private static void add(List<Point> corners, List<Double> speeds, Point at, double speedMs) {
    if (corners.isEmpty() || corners.get(corners.size() - 1).distanceM(at) > 0.5) {
      corners.add(at);
      speeds.add(speedMs);
    }
  }

  private static Route sampled(Terrain terrain, List<Point> corners, List<Double> speeds) {
    if (corners.size() == 1) {
      corners.add(corners.get(0).plus(0.5, 0));
      speeds.add(TRACK_MS);
    }
    double length = Polyline.lengthM(corners);
    int count = Math.max(3, (int) Math.round(length / SPACING_M) + 1);
    double spacing = length / (count - 1);
    List<Point> samples = Polyline.resampled(corners, spacing);
    var limits = new float[samples.size()];
    var towns = new boolean[samples.size()];
    int corner = 1;
    double reached = corners.get(0).distanceM(corners.get(1));
    for (int i = 0; i < limits.length; i++) {
      while (reached < i * spacing && corner < corners.size() - 1) {
        corner++;
        reached += corners.get(corner - 1).distanceM(corners.get(corner));
      }
      limits[i] = speeds.get(corner).floatValue();
      // Towns are large against the spacing: asking for every eighth sample is enough.
      towns[i] = i % 8 == 0 ? terrain.isTown(samples.get(i)) : towns[i - 1];
    }
    return new Route(samples, spacing, limits, towns);
  }

  private static float[] bends(List<Point> samples) {
    var bends = new float[samples.size()];
    for (int i = 0; i < bends.length; i++) {
      Point before = samples.get(Math.max(0, i - BEND_SAMPLES));
      Point here = samples.get(i);
      Point after = samples.get(Math.min(bends.length - 1, i + BEND_SAMPLES));
      double in = Math.atan2(here.y() - before.y(), here.x() - before.x());
      double out = Math.atan2(after.y() - here.y(), after.x() - here.x());
      double turn = Math.abs(Math.IEEEremainder(out - in, 2 * Math.PI));
      double arc = (before.distanceM(here) + here.distanceM(after)) / 2;
      bends[i] = (float) Math.max(STRAIGHTEST_PER_M, arc > 0 ? turn / arc : 0);
    }
    return bends;
  }

  int size() {
    return samples.size();
  }

  double spacingM() {
    return spacingM;
  }

  double lengthM() {
    return spacingM * (size() - 1);
  }

  /** What an ordinary driver drives here on a straight, m/s. */
  double limitMs(int sample) {
    return limitMs[sample];
  }

  /** 1 / radius of the bend. */
  double bendPerM(int sample) {
    return bendPerM[sample];
  }

  boolean isTown(int sample) {
    return town[sample];
  }

  Point at(int sample) {
    return samples.get(sample);
  }

  /** The point {@code metres} from the start. */
  Point at(double metres) {
    double place = Math.clamp(metres / spacingM, 0, size() - 1.0);
    int sample = Math.min((int) place, size() - 2);
    return samples.get(sample).towards(samples.get(sample + 1), place - sample);
  }

  /** The direction of travel around {@code metres} from the start. */
  double courseDeg(double metres) {
    Point behind = at(metres - SPACING_M / 2);
    Point ahead = at(metres + SPACING_M / 2);
    return Plane.courseDeg(ahead.x() - behind.x(), ahead.y() - behind.y());
  }
}
