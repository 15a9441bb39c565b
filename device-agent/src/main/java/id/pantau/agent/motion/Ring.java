package id.pantau.agent.motion;

import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The fixes of the last while, at most {@value #MAX_FIXES}. One thread. */
final class Ring {
  /** 30 s at 10 Hz; a faster receiver has a shorter memory. */
  private static final int MAX_FIXES = 320;

  private final Deque<Fix> fixes = new ArrayDeque<>();

  void add(Fix fix) {
    fixes.add(fix);
    if (fixes.size() > MAX_FIXES) {
      fixes.remove();
    }
  }

  /** Forgets what is older than this before the newest, but for one that reaches over the edge. */
  void keep(Duration length) {
    if (fixes.isEmpty()) {
      return;
    }
    var edge = fixes.getLast().fixTime().minus(length);
    Fix first = fixes.remove();
    while (!fixes.isEmpty() && !fixes.getFirst().fixTime().isAfter(edge)) {
      first = fixes.remove();
    }
    fixes.addFirst(first);
  }

  boolean spans(Duration length) {
    return fixes.size() > 1
        && (fixes.size() >= MAX_FIXES
            || Duration.between(fixes.getFirst().fixTime(), fixes.getLast().fixTime())
                    .compareTo(length)
                >= 0);
  }

  double maxSpeedMs() {
    double max = 0;
    for (Fix fix : fixes) {
      if (fix.speedMs() > max) { // false for NaN
        max = fix.speedMs();
      }
    }
    return max;
  }

  /** The mean place; near the 180th meridian measured from the first. */
  LatLon mean() {
    double firstLon = fixes.getFirst().at().lon();
    double lat = 0;
    double lon = 0;
    for (Fix fix : fixes) {
      lat += fix.at().lat();
      lon += Plane.wrapped(fix.at().lon() - firstLon);
    }
    return new LatLon(lat / fixes.size(), Plane.wrapped(firstLon + lon / fixes.size()));
  }

  double radiusM(LatLon around) {
    return fixes.stream().mapToDouble(fix -> fix.at().distanceM(around)).max().orElse(0);
  }

  void clear() {
    fixes.clear();
  }
}
