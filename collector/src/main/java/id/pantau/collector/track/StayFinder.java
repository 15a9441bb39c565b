package id.pantau.collector.track;

import id.pantau.wire.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds where a vehicle stayed: a run of fixes around one middle that lasts minutes. A parked
 * tracker may be silent, so the pause after the last standing fix belongs to the stay.
 */
final class StayFinder {
  /** Shorter than this is a traffic light. */
  static final long SHORTEST_MS = 180_000;

  /** Wandering of a receiver between buildings; domain: 60 m at most for a stop. */
  private static final double RADIUS_M = 50;

  /** The receiver itself says that it stands, so what moves is the error. */
  private static final double STANDING_RADIUS_M = 100;

  /** The ignition is off: only a tow moves it further. */
  private static final double IGNITION_OFF_RADIUS_M = 250;

  private static final int STANDING_DMS = 5;

  /** So long it may seem to be elsewhere without having left. */
  private static final long OUTLIER_MS = 30_000;

  /** Beyond this many radii it has left at once. */
  private static final double OUTLIER_RADII = 4;

  /** The ends of a stay are cut back to where it really stood. */
  private static final double CORE_RADIUS_M = 30;

  private static final int CORE_DMS = 20;

  /** A single fix speaks for ten minutes at most when the middle is computed. */
  private static final long WEIGHT_CAP_MS = 600_000;

  /** A pause longer than this hides when it left. */
  private static final long SILENCE_MS = 60_000;

  /**
   * After a silence it turns up at most this far away, or we do not know that it stood: a receiver
   * that was off needs a minute or more to find itself again, and a car may be 2 km on by then.
   */
  private static final double SILENCE_MAX_M = 2_000;

  /** It was seen standing for minutes before: then it may have been switched off there for long. */
  private static final double SILENCE_MAX_AFTER_STANDING_M = 5_000;

  /** And on average slower than a pedestrian. */
  private static final double SILENCE_MAX_MS = 1.0;

  /** It drove away at about this speed, metres per second. */
  private static final double DEPARTURE_MS = 5;

  /**
   * It was driving when we lost it: 8 m/s is no speed for a car park. Then it must turn up nearly
   * where it was, for a tracker that is switched off with the engine loses its last ten seconds.
   */
  private static final int DRIVING_DMS = 80;

  private static final double SILENCE_MAX_AFTER_DRIVING_M = 300;

  private final Track track;
  private final int[] usable;

  StayFinder(Track track, int[] usable) {
    this.track = track;
    this.usable = usable;
  }

  List<Stay> find() {
    var stays = new ArrayList<Stay>();
    int from = 0;
    while (from < usable.length) {
      Optional<Stay> stay = stayFrom(from);
      stay.ifPresent(stays::add);
      from = stay.map(s -> s.last() + 1).orElse(from + 1);
    }
    return stays;
  }

  private Optional<Stay> stayFrom(int from) {
    var middle = new Middle(usable[from]);
    int last = from;
    for (int next = from + 1; next < usable.length; next++) {
      int i = usable[next];
      double distanceM = middle.distanceM(i);
      double radiusM = radiusM(i);
      long sinceMs = track.timeMs(i) - track.timeMs(usable[last]);
      if (distanceM <= radiusM) {
        middle.add(usable[last], sinceMs / 2);
        middle.add(i, sinceMs / 2);
        last = next;
      } else if (sinceMs > OUTLIER_MS || distanceM > OUTLIER_RADII * radiusM) {
        break;
      }
    }
    long endMs = endMs(from, last);
    if (endMs - track.timeMs(usable[from]) < SHORTEST_MS) {
      return Optional.empty();
    }
    middle.add(usable[last], endMs - track.timeMs(usable[last]));
    return cutBack(from, last, endMs, middle);
  }

  /** Without the last metres of arriving and the first of leaving. */
  private Optional<Stay> cutBack(int from, int to, long endMs, Middle middle) {
    int first = from;
    while (first < to && !isCore(usable[first], middle) && !isSilence(first)) {
      first++;
    }
    int last = to;
    boolean silentAfter = endMs > track.timeMs(usable[to]);
    while (!silentAfter && last > first && !isCore(usable[last], middle) && !isSilence(last - 1)) {
      last--;
    }
    long startMs = track.timeMs(usable[first]);
    long leftMs = silentAfter ? endMs : track.timeMs(usable[last]);
    return leftMs - startMs < SHORTEST_MS
        ? Optional.empty()
        : Optional.of(new Stay(first, last, startMs, leftMs, middle.latE6(), middle.lonE6()));
  }

  /** It said nothing for a while after this fix and was still there: it stood all that time. */
  private boolean isSilence(int k) {
    return track.timeMs(usable[k + 1]) - track.timeMs(usable[k]) > SILENCE_MS;
  }

  private boolean isCore(int i, Middle middle) {
    boolean stands =
        track.speedDms(i) < CORE_DMS || track.ignitionOff(i) || track.has(i, Fix.FLAG_HELD);
    return stands && middle.distanceM(i) <= Math.max(CORE_RADIUS_M, radiusM(i) / 2);
  }

  private double radiusM(int i) {
    if (track.ignitionOff(i)) {
      return IGNITION_OFF_RADIUS_M;
    }
    boolean stands =
        track.has(i, Fix.FLAG_HELD)
            || track.speedDms(i) != Track.UNKNOWN && track.speedDms(i) < STANDING_DMS;
    return stands ? STANDING_RADIUS_M : RADIUS_M;
  }

  /** When it left after its last standing fix. */
  private long endMs(int from, int last) {
    int i = usable[last];
    if (last + 1 == usable.length) {
      return track.timeMs(i);
    }
    int next = usable[last + 1];
    long silenceMs = track.timeMs(next) - track.timeMs(i);
    double distanceM = track.distanceM(i, next);
    boolean stood =
        silenceMs > SILENCE_MS
            && distanceM <= silenceMaxM(from, last)
            && distanceM * 1_000 / silenceMs <= SILENCE_MAX_MS;
    return stood
        ? Math.max(track.timeMs(i), track.timeMs(next) - Math.round(distanceM / DEPARTURE_MS * 1e3))
        : track.timeMs(i);
  }

  private double silenceMaxM(int from, int last) {
    if (track.speedDms(usable[last]) >= DRIVING_DMS) {
      return SILENCE_MAX_AFTER_DRIVING_M;
    }
    long stoodMs = track.timeMs(usable[last]) - track.timeMs(usable[from]);
    return stoodMs >= SHORTEST_MS ? SILENCE_MAX_AFTER_STANDING_M : SILENCE_MAX_M;
  }

  /** The mean of places, each weighted with the time spent there. */
  private final class Middle {
    private double weight;
    private double latE6;
    private double lonE6;

    Middle(int i) {
      this.weight = 1;
      this.latE6 = track.latE6(i);
      this.lonE6 = track.lonE6(i);
    }

    void add(int i, long durationMs) {
      double more = Math.min(durationMs, WEIGHT_CAP_MS);
      weight += more;
      latE6 += (track.latE6(i) - latE6) * more / weight;
      lonE6 += (track.lonE6(i) - lonE6) * more / weight;
    }

    double distanceM(int i) {
      return Track.distanceM(latE6, lonE6, track.latE6(i), track.lonE6(i));
    }

    double latE6() {
      return latE6;
    }

    double lonE6() {
      return lonE6;
    }
  }
}
