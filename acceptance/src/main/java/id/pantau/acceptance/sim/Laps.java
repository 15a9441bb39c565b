package id.pantau.acceptance.sim;

import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.Instant;
import java.util.List;

/**
 * A vehicle that never stands: round and round a ring, a reading each second. Every reading is
 * worth a record, and no two are at the same place and time.
 *
 * @param center of the ring
 * @param start the moment of reading 0, a whole second
 */
public record Laps(LatLon center, Instant start) {
  private static final double RADIUS_M = 600;
  private static final double SPEED_MS = 12.5;
  private static final List<Integer> SATELLITES = List.of(2, 4, 6, 9, 12, 17, 19, 23);

  /** The reading {@code second} seconds after the start. */
  public Reading.Solved at(int second) {
    double angle = second * SPEED_MS / RADIUS_M;
    LatLon at =
        Plane.toLatLon(
            Plane.of(center).plus(RADIUS_M * Math.sin(angle), RADIUS_M * Math.cos(angle)));
    double course = (90 + Math.toDegrees(angle)) % 360;
    Instant time = start.plusSeconds(second);
    var fix = new Fix(time, at, Fix.Mode.FIX_3D, SPEED_MS, course, 120, 0.9, SATELLITES.size(), 0);
    return new Reading.Solved(time, List.of(), fix, 1.6, 1.3, SATELLITES);
  }
}
