package id.pantau.collector.alert;

import id.pantau.collector.track.Track;
import id.pantau.wire.LatLon;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Somebody drove faster than a limit. */
record FastStretch(Instant from, Instant until, double fastestKmh, Optional<LatLon> at) {
  private static final double KMH_OF_DMS = 0.36;

  /** Thinning leaves out what a straight line explains, at most a minute of it. */
  private static final long FOLLOWS_ON_MS = 70_000;

  /**
   * The stretches of a track on which every fix was faster. A single fix is none: it may be a spike
   * of the receiver, and a tracker that has seen it every second says so by an event.
   */
  static List<FastStretch> of(Track track, double limitKmh) {
    var found = new ArrayList<FastStretch>();
    int first = -1;
    int last = -1;
    double fastest = 0;
    for (int i = 0; i < track.size(); i++) {
      double kmh = track.speedDms(i) == Track.UNKNOWN ? 0 : track.speedDms(i) * KMH_OF_DMS;
      boolean fast = kmh > limitKmh && !track.has(i, id.pantau.wire.Fix.FLAG_JUMP);
      boolean follows = last >= 0 && track.timeMs(i) - track.timeMs(last) <= FOLLOWS_ON_MS;
      if (first >= 0 && (!fast || !follows)) {
        add(found, track, new int[] {first, last}, fastest);
        first = -1;
      }
      if (fast) {
        fastest = first < 0 ? kmh : Math.max(fastest, kmh);
        first = first < 0 ? i : first;
        last = i;
      }
    }
    if (first >= 0) {
      add(found, track, new int[] {first, last}, fastest);
    }
    return found;
  }

  private static void add(List<FastStretch> found, Track track, int[] ends, double fastest) {
    if (ends[1] > ends[0]) {
      found.add(
          new FastStretch(
              track.time(ends[0]), track.time(ends[1]), fastest, Optional.of(track.at(ends[0]))));
    }
  }

  /** Makes one of those that touch: the tracker tells of the same stretch that its fixes show. */
  static List<FastStretch> union(List<FastStretch> stretches) {
    var united = new ArrayList<FastStretch>();
    for (FastStretch next :
        stretches.stream().sorted(Comparator.comparing(FastStretch::from)).toList()) {
      FastStretch last = united.isEmpty() ? null : united.getLast();
      if (last != null && !next.from.isAfter(last.until)) {
        united.set(united.size() - 1, last.and(next));
      } else {
        united.add(next);
      }
    }
    return united;
  }

  private FastStretch and(FastStretch next) {
    return new FastStretch(
        from,
        next.until.isAfter(until) ? next.until : until,
        Math.max(fastestKmh, next.fastestKmh),
        at.or(() -> next.at));
  }

  Span span() {
    return new Span(from, until);
  }
}
