package id.pantau.wire;

import java.time.Duration;

/**
 * Where a vehicle is that has gone straight on at even speed. Tracker and collector agree on it: a
 * tracker leaves out one preview when this is near enough, and a collector that hears nothing for
 * {@link #STEP} shows this, once. Two in a row are never left out.
 */
public final class StraightOn {
  /** From one preview to the next, or to the one that is left out. */
  public static final Duration STEP = Duration.ofSeconds(13);

  /** What a vehicle in a town drives in two seconds. */
  public static final double NEAR_M = 25;

  /** Slower, or without a course, it is where it is. */
  private static final double MOVING_MS = 1.0;

  private static final double METRES_A_DEGREE = 111_195;

  private StraightOn() {}

  /** Whether it makes sense to go on from here. */
  public static boolean isKnown(Fix from) {
    return from.speedMs() >= MOVING_MS && from.courseDeg() >= 0; // false for NaN
  }

  /** A {@link #STEP} later; only where {@link #isKnown}. */
  public static Fix after(Fix from) {
    double metres = from.speedMs() * STEP.toSeconds();
    double course = Math.toRadians(from.courseDeg());
    double lat = from.at().lat() + metres * Math.cos(course) / METRES_A_DEGREE;
    double east = metres * Math.sin(course) / METRES_A_DEGREE;
    double lon = from.at().lon() + east / Math.cos(Math.toRadians(from.at().lat()));
    return TrackCodec.rounded(
        from.moved(
            from.fixTime().plus(STEP),
            new LatLon(Math.clamp(lat, -90, 90), Math.clamp(lon, -180, 180))));
  }
}
