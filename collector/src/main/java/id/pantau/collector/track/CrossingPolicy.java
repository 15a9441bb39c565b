package id.pantau.collector.track;

import id.pantau.collector.track.Watched.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds out when a vehicle entered and left areas. Hysteresis in place and time: what lies in the
 * buffer says nothing, and it must be on the other side for three fixes and some minutes, or a
 * receiver that wanders on the line would tell of a dozen crossings.
 */
final class CrossingPolicy {
  private static final int CONFIRMING_FIXES = 3;

  private CrossingPolicy() {}

  /**
   * @param track with some fixes before and after, so that a crossing near midnight is seen whole
   * @param from crossings before are another day's
   */
  static List<Crossing> of(Track track, Instant from, Instant until, List<Watched> areas) {
    if (areas.isEmpty()) {
      return List.of();
    }
    int[] usable = UsableFixes.of(track);
    var crossings = new ArrayList<Crossing>();
    for (Watched area : areas) {
      crossingsOf(track, usable, area).stream()
          .filter(one -> !one.at().isBefore(from) && one.at().isBefore(until))
          .forEach(crossings::add);
    }
    crossings.sort(Comparator.comparing(Crossing::at).thenComparingInt(Crossing::areaId));
    return crossings;
  }

  private static List<Crossing> crossingsOf(Track track, int[] usable, Watched area) {
    var crossings = new ArrayList<Crossing>();
    Side known = Side.BETWEEN;
    int firstOther = -1;
    int others = 0;
    for (int i : usable) {
      Side side = area.side(track.at(i));
      if (side == Side.BETWEEN) {
        continue;
      }
      if (known == Side.BETWEEN) {
        known = side; // where it was before nobody knows, so this is no crossing
      } else if (side == known) {
        firstOther = -1;
        others = 0;
      } else {
        firstOther = firstOther < 0 ? i : firstOther;
        others++;
        long otherMs = track.timeMs(i) - track.timeMs(firstOther);
        if (others >= CONFIRMING_FIXES && otherMs >= area.confirmedAfter().toMillis()) {
          known = side;
          crossings.add(new Crossing(area.areaId(), track.time(firstOther), side == Side.INSIDE));
          firstOther = -1;
          others = 0;
        }
      }
    }
    return crossings;
  }
}
