package id.pantau.collector.track;

import id.pantau.wire.Fix;
import java.time.LocalDate;
import java.util.OptionalLong;

/**
 * The fixes of a day as columns of differences: about a tenth of their GeoJSON.
 *
 * @param startTime of the first fix, milliseconds since 1970
 * @param timesMs 0, then the time since the fix before
 * @param latsE6 the first, then differences; millionths of a degree
 * @param speedsKmh -1 = unknown
 * @param coursesDeg -1 = unknown
 */
record CompactRoute(
    int vehicleId,
    LocalDate date,
    int count,
    OptionalLong startTime,
    int[] timesMs,
    int[] latsE6,
    int[] lonsE6,
    int[] speedsKmh,
    int[] coursesDeg,
    int[] flags) {

  static CompactRoute of(int vehicleId, LocalDate date, Track track) {
    int n = track.size();
    var route =
        new CompactRoute(
            vehicleId,
            date,
            n,
            n == 0 ? OptionalLong.empty() : OptionalLong.of(track.timeMs(0)),
            new int[n],
            new int[n],
            new int[n],
            new int[n],
            new int[n],
            new int[n]);
    for (int i = 0; i < n; i++) {
      route.timesMs[i] = i == 0 ? 0 : Math.toIntExact(track.timeMs(i) - track.timeMs(i - 1));
      route.latsE6[i] = track.latE6(i) - (i == 0 ? 0 : track.latE6(i - 1));
      route.lonsE6[i] = track.lonE6(i) - (i == 0 ? 0 : track.lonE6(i - 1));
      int speedDms = track.speedDms(i);
      route.speedsKmh[i] =
          speedDms == Track.UNKNOWN ? -1 : Math.toIntExact(Math.round(speedDms * 0.36));
      route.coursesDeg[i] = track.courseDeg(i);
      route.flags[i] = track.flags(i) & Fix.ALL_FLAGS;
    }
    return route;
  }
}
