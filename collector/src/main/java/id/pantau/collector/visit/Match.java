package id.pantau.collector.visit;

import id.pantau.wire.LatLon;
import java.time.Instant;
import java.util.List;

/**
 * A visit as the rules find it.
 *
 * @param leave when it left; the last moment known while {@code goesOn}
 * @param stayS seconds it was there, pauses between not counted
 * @param distanceM of the nearest stay from the place of the package
 * @param shared how many other packages are as near and count too
 */
record Match(
    int packageId,
    int opdId,
    Instant arrive,
    Instant leave,
    boolean goesOn,
    int stayS,
    LatLon at,
    double distanceM,
    boolean slowTravel,
    Level level,
    int score,
    List<Reason> reasons,
    int shared) {
  Match {
    reasons = List.copyOf(reasons);
  }

  boolean overlaps(Match other) {
    return !arrive.isAfter(other.leave) && !other.arrive.isAfter(leave);
  }

  Match sharedWith(int others) {
    if (others == 0) {
      return this;
    }
    var more = new java.util.ArrayList<>(reasons);
    more.add(Reason.SHARED_PLACE);
    return new Match(
        packageId,
        opdId,
        arrive,
        leave,
        goesOn,
        stayS,
        at,
        distanceM,
        slowTravel,
        level,
        score,
        more,
        others);
  }
}
