package id.pantau.collector.track;

import id.pantau.wire.Fix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The box around the fixes of an hour: whoever asks who was in an area looks at the fixes of those
 * vehicles only whose box touches it.
 *
 * @param hour its beginning
 */
record HourBox(Instant hour, double west, double south, double east, double north) {
  private static final long HOUR_MS = 3_600_000;

  /** Of [{@code from}, {@code until}); an hour without a fix has no box. */
  static List<HourBox> of(Track track, Instant from, Instant until) {
    var boxes = new ArrayList<HourBox>();
    for (int i = 0; i < track.size(); i++) {
      Instant time = track.time(i);
      if (time.isBefore(from) || !time.isBefore(until) || track.has(i, Fix.FLAG_JUMP)) {
        continue;
      }
      Instant hour = Instant.ofEpochMilli(Math.floorDiv(track.timeMs(i), HOUR_MS) * HOUR_MS);
      double lat = track.latE6(i) / 1e6;
      double lon = track.lonE6(i) / 1e6;
      HourBox last = boxes.isEmpty() ? null : boxes.getLast();
      if (last == null || !last.hour.equals(hour)) {
        boxes.add(new HourBox(hour, lon, lat, lon, lat));
      } else {
        boxes.set(
            boxes.size() - 1,
            new HourBox(
                hour,
                Math.min(last.west, lon),
                Math.min(last.south, lat),
                Math.max(last.east, lon),
                Math.max(last.north, lat)));
      }
    }
    return boxes;
  }
}
