package id.pantau.agent.tool;

import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.util.List;

/**
 * How far a thinned track is from the whole one, each fix compared with where the thinned track is
 * at that fix's own time (synchronised Euclidean distance, SED).
 */
final class TimedError {
  private TimedError() {}

  /**
   * The largest error in metres; 0 when nothing was left out.
   *
   * @param all in the order of their times
   * @param kept some of them, the first and the last at least, in the same order; may be rounded
   */
  static double maxM(List<Fix> all, List<Fix> kept) {
    double max = 0;
    int next = 0;
    for (Fix fix : all) {
      while (kept.get(next).fixTime().isBefore(fix.fixTime())) {
        next++;
      }
      Fix to = kept.get(next);
      Fix from = kept.get(Math.max(0, next - 1));
      max = Math.max(max, fix.at().distanceM(between(from, to, fix)));
    }
    return max;
  }

  private static LatLon between(Fix from, Fix to, Fix at) {
    double span = Duration.between(from.fixTime(), to.fixTime()).toMillis();
    double part = span == 0 ? 1 : Duration.between(from.fixTime(), at.fixTime()).toMillis() / span;
    double dLon = wrapped(to.at().lon() - from.at().lon());
    return new LatLon(
        from.at().lat() + part * (to.at().lat() - from.at().lat()),
        wrapped(from.at().lon() + part * dLon));
  }

  private static double wrapped(double degrees) {
    if (degrees > 180) {
      return degrees - 360;
    }
    return degrees < -180 ? degrees + 360 : degrees;
  }
}
