package id.pantau.collector.track;

import id.pantau.collector.region.Area;
import id.pantau.collector.region.Shape;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Looks at the positions of blocks that touch an area: which of them lie in it. */
final class Presence {
  private static final int HEAD_BYTES = 32;

  /** Of a record: time, latitude, longitude, flags. */
  private static final int RECORD_BYTES = 14;

  /** Where nobody has drawn an outline, so far around the middle at least. */
  private static final double POINT_REACH_M = 100;

  private static final double METRES_PER_DEGREE = 111_000;
  private static final int NOT_SHOWN = Fix.FLAG_JUMP | Fix.FLAG_PRIVATE;

  private final Area area;
  private final int southE6;
  private final int westE6;
  private final int northE6;
  private final int eastE6;

  Presence(Area area) {
    this.area = area;
    Shape shape = area.outline().orElseGet(() -> Shape.point(area.middle()));
    double marginM = area.outline().isPresent() ? area.bufferM() : reachM(area);
    double latDeg = marginM / METRES_PER_DEGREE;
    double farthestLat = Math.max(Math.abs(shape.south()), Math.abs(shape.north()));
    double lonDeg = latDeg / Math.cos(Math.toRadians(farthestLat));
    this.southE6 = (int) Math.floor((shape.south() - latDeg) * 1e6);
    this.westE6 = (int) Math.floor((shape.west() - lonDeg) * 1e6);
    this.northE6 = (int) Math.ceil((shape.north() + latDeg) * 1e6);
    this.eastE6 = (int) Math.ceil((shape.east() + lonDeg) * 1e6);
  }

  /** What lies outside of this box is not in the area: south, west, north, east. */
  int[] boxE6() {
    return new int[] {southE6, westE6, northE6, eastE6};
  }

  /**
   * @param packed what the function {@code blocks_near} of the database gives
   * @return by vehicle when it was seen in the area
   */
  Map<Integer, Visitor> find(byte[] packed) {
    ByteBuffer in = ByteBuffer.wrap(packed);
    Map<Integer, Visitor> visitors = new HashMap<>();
    int at = 0;
    while (at < packed.length) {
      int n = in.getInt(at + 28);
      findInBlock(in, at, n)
          .ifPresent(seen -> visitors.merge(seen.vehicleId(), seen, Visitor::and));
      at += HEAD_BYTES + RECORD_BYTES * n;
    }
    return visitors;
  }

  private Optional<Visitor> findInBlock(ByteBuffer in, int at, int n) {
    long hourMs = PgTime.ms(in.getLong(at + 4));
    long sinceMs = PgTime.ms(in.getLong(at + 12));
    long untilMs = PgTime.ms(in.getLong(at + 20));
    int body = at + HEAD_BYTES;
    long firstMs = Long.MAX_VALUE;
    long lastMs = Long.MIN_VALUE;
    int count = 0;
    for (int i = 0; i < n; i++) {
      long timeMs = hourMs + in.getInt(body + 4 * i);
      if (timeMs >= sinceMs && timeMs < untilMs && isSeen(in, body, n, i)) {
        firstMs = Math.min(firstMs, timeMs);
        lastMs = Math.max(lastMs, timeMs);
        count++;
      }
    }
    return count == 0
        ? Optional.empty()
        : Optional.of(
            new Visitor(
                in.getInt(at), Instant.ofEpochMilli(firstMs), Instant.ofEpochMilli(lastMs), count));
  }

  private boolean isSeen(ByteBuffer in, int body, int n, int i) {
    int latE6 = in.getInt(body + 4 * n + 4 * i);
    int lonE6 = in.getInt(body + 8 * n + 4 * i);
    if (latE6 < southE6 || latE6 > northE6 || lonE6 < westE6 || lonE6 > eastE6) {
      return false;
    }
    int flags = in.getShort(body + 12 * n + 2 * i);
    return (flags & NOT_SHOWN) == 0 && isInside(new LatLon(latE6 / 1e6, lonE6 / 1e6));
  }

  private boolean isInside(LatLon at) {
    return area.outline().isPresent()
        ? area.covers(at)
        : area.middle().distanceM(at) <= reachM(area);
  }

  private static double reachM(Area area) {
    return Math.max(area.bufferM(), POINT_REACH_M);
  }
}
