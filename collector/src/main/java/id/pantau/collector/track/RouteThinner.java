package id.pantau.collector.track;

import id.pantau.wire.Fix;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What stays of the fixes of a day when they are deleted: those without which the vehicle would be
 * drawn elsewhere than it was at that time.
 */
final class RouteThinner {
  /** The width of a road with its houses: the route stays on it, the parking lot does not. */
  static final double MOST_ERROR_M = 20;

  private static final int HEAD_BYTES = 28;

  private RouteThinner() {}

  /** From one fix to another, both kept. */
  private record Span(int from, int to) {}

  /** The indices that stay, rising. Of what cannot be true nothing does. */
  static int[] kept(Track track) {
    int[] usable = UsableFixes.of(track);
    boolean[] stays = new boolean[usable.length];
    Deque<Span> open = new ArrayDeque<>();
    if (usable.length > 0) {
      stays[0] = true;
      stays[usable.length - 1] = true;
      open.push(new Span(0, usable.length - 1));
    }
    while (!open.isEmpty()) {
      Span span = open.pop();
      int farthest = farthest(track, usable, span);
      if (farthest >= 0) {
        stays[farthest] = true;
        open.push(new Span(span.from, farthest));
        open.push(new Span(farthest, span.to));
      }
    }
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < usable.length; i++) {
      if (stays[i]) {
        kept.add(usable[i]);
      }
    }
    return kept.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The fix that is farthest from where even travel would have it then; -1 when all are near. */
  private static int farthest(Track track, int[] usable, Span span) {
    int a = usable[span.from];
    int b = usable[span.to];
    double wholeMs = track.timeMs(b) - track.timeMs(a);
    double mostM = MOST_ERROR_M;
    int farthest = -1;
    for (int k = span.from + 1; k < span.to; k++) {
      int i = usable[k];
      double part = (track.timeMs(i) - track.timeMs(a)) / wholeMs;
      double lat = track.latE6(a) + part * (track.latE6(b) - track.latE6(a));
      double lon = track.lonE6(a) + part * (track.lonE6(b) - track.lonE6(a));
      double errorM = Track.distanceM(lat, lon, track.latE6(i), track.lonE6(i));
      if (errorM > mostM) {
        mostM = errorM;
        farthest = k;
      }
    }
    return farthest;
  }

  /** These fixes as {@code packed_track} would give them, for {@link PackedTrack}. */
  static byte[] packed(Track track, int[] kept) {
    List<FixBlock> blocks = new ArrayList<>();
    List<ReceivedFix> hour = new ArrayList<>();
    for (int i : kept) {
      ReceivedFix next = new ReceivedFix(0, 0, i, fix(track, i), track.time(i));
      if (!hour.isEmpty() && hour.getFirst().hourMs() != next.hourMs()) {
        blocks.add(FixBlock.of(hour));
        hour = new ArrayList<>();
      }
      hour.add(next);
    }
    if (!hour.isEmpty()) {
      blocks.add(FixBlock.of(hour));
    }
    ByteBuffer out =
        ByteBuffer.allocate(
            blocks.stream().mapToInt(block -> HEAD_BYTES + block.records().length).sum());
    for (FixBlock block : blocks) {
      out.putLong(PgTime.micros(block.hourMs()));
      out.putLong(block.epoch());
      out.putLong(block.firstSeq());
      out.putInt(block.size());
      out.put(block.records());
    }
    return out.array();
  }

  private static Fix fix(Track track, int i) {
    int course = track.courseDeg(i);
    return new Fix(
        track.time(i),
        track.at(i),
        Fix.Mode.FIX_3D,
        track.speedMs(i),
        course == Track.UNKNOWN ? Double.NaN : course,
        Double.NaN,
        Double.NaN,
        Fix.UNKNOWN_SATELLITES,
        track.flags(i) & Fix.ALL_FLAGS);
  }
}
