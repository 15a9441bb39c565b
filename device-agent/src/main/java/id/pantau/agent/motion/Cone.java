package id.pantau.agent.motion;

import java.util.Arrays;

/**
 * The velocities from an anchor that pass every point so far within the allowed error at the right
 * time: an intersection of discs, each replaced by the regular polygon inside it. All polygons have
 * the same directions, so the intersection never has more corners than one of them: constant
 * memory. (CISED-S, Lin et al., "One-Pass Trajectory Simplification Using the Synchronous Euclidean
 * Distance", arXiv 1801.05360.)
 */
final class Cone {
  /** The polygon reaches 0.995 of the disc; 16 corners would cost 2 % more points. */
  private static final int SIDES = 32;

  private static final double[] COS = new double[SIDES];
  private static final double[] SIN = new double[SIDES];
  private static final double INNER = Math.cos(Math.PI / SIDES);

  static {
    for (int i = 0; i < SIDES; i++) {
      COS[i] = Math.cos(2 * Math.PI * i / SIDES);
      SIN[i] = Math.sin(2 * Math.PI * i / SIDES);
    }
  }

  /** For each direction how far the intersection reaches; they describe it completely. */
  private final double[] reach = new double[SIDES];

  private boolean open = true;

  /** No point yet: every velocity will do. */
  void clear() {
    open = true;
  }

  /**
   * Only velocities that pass within {@code radius} of this one remain.
   *
   * @param radius allowed error divided by the time from the anchor
   */
  void narrow(double east, double north, double radius) {
    for (int i = 0; i < SIDES; i++) {
      double limit = east * COS[i] + north * SIN[i] + radius * INNER;
      reach[i] = open ? limit : Math.min(reach[i], limit);
    }
    open = false;
  }

  boolean contains(double east, double north) {
    if (open) {
      return true;
    }
    for (int i = 0; i < SIDES; i++) {
      if (east * COS[i] + north * SIN[i] > reach[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether no velocity is left. */
  boolean isEmpty() {
    if (open) {
      return false;
    }
    // Cut a large square by every half-plane; nothing left means empty.
    double[] xs = {-BOX, BOX, BOX, -BOX};
    double[] ys = {-BOX, -BOX, BOX, BOX};
    for (int i = 0; i < SIDES; i++) {
      double[][] rest = cut(xs, ys, i);
      xs = rest[0];
      ys = rest[1];
      if (xs.length == 0) {
        return true;
      }
    }
    return false;
  }

  /** Faster than anything that a cone could hold. */
  private static final double BOX = 1e5;

  private double[][] cut(double[] xs, double[] ys, int side) {
    double[] outX = new double[xs.length + 1];
    double[] outY = new double[xs.length + 1];
    int count = 0;
    for (int i = 0; i < xs.length; i++) {
      int j = (i + 1) % xs.length;
      double a = xs[i] * COS[side] + ys[i] * SIN[side] - reach[side];
      double b = xs[j] * COS[side] + ys[j] * SIN[side] - reach[side];
      if (a <= 0) {
        outX[count] = xs[i];
        outY[count++] = ys[i];
      }
      if (a < 0 && b > 0 || a > 0 && b < 0) {
        double t = a / (a - b);
        if (count == outX.length) {
          outX = Arrays.copyOf(outX, count + 2);
          outY = Arrays.copyOf(outY, count + 2);
        }
        outX[count] = xs[i] + t * (xs[j] - xs[i]);
        outY[count++] = ys[i] + t * (ys[j] - ys[i]);
      }
    }
    return new double[][] {Arrays.copyOf(outX, count), Arrays.copyOf(outY, count)};
  }
}
