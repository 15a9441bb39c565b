package id.pantau.collector.track;

import id.pantau.wire.Fix;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Leaves out the fixes that cannot be true, so that one bad fix does not end a stop. */
final class UsableFixes {
  /** 250 km/h: nothing on the roads of a regency is faster. */
  private static final double IMPOSSIBLE_MS = 70;

  /** An error below this is noise that the stop's radius swallows. */
  private static final double SPIKE_M = 80;

  private static final int UNUSABLE = Fix.FLAG_JUMP | Fix.FLAG_PRIVATE | Track.FLAG_POOR;

  private UsableFixes() {}

  /** The indices of the fixes that are not marked as jumps, rising. */
  static int[] shown(Track track) {
    return IntStream.range(0, track.size()).filter(i -> !track.has(i, Fix.FLAG_JUMP)).toArray();
  }

  /** The indices of the fixes that count, rising. */
  static int[] of(Track track) {
    int[] usable = new int[track.size()];
    int size = 0;
    for (int i = 0; i < track.size(); i++) {
      if (!track.has(i, UNUSABLE) && (size == 0 || !isSpike(track, usable[size - 1], i))) {
        usable[size++] = i;
      }
    }
    return Arrays.copyOf(usable, size);
  }

  /**
   * Whether {@code i} lies where nobody can have got to and come back from. A first fix far off is
   * kept: two fixes alone do not say which is wrong.
   */
  private static boolean isSpike(Track track, int before, int i) {
    int after = i + 1;
    if (after >= track.size() || impliedMs(track, before, i) < IMPOSSIBLE_MS) {
      return false;
    }
    return track.distanceM(before, i) > SPIKE_M
        && track.distanceM(before, after) < track.distanceM(before, i)
        && impliedMs(track, i, after) >= IMPOSSIBLE_MS;
  }

  private static double impliedMs(Track track, int i, int j) {
    return track.distanceM(i, j) * 1_000 / (track.timeMs(j) - track.timeMs(i));
  }
}
