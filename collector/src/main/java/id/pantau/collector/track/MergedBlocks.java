package id.pantau.collector.track;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Makes few blocks of many, of one tracker, journal and hour. Numbers are copied as they are, so
 * nothing of a record changes, nor when it came.
 */
final class MergedBlocks {
  private static final int HEAD_BYTES = 24;

  /** Where the columns begin and how wide they are, in bytes times the number of records. */
  private static final int[][] COLUMNS = {
    {FixBlock.LATS, 4},
    {FixBlock.LONS, 4},
    {FixBlock.SPEEDS, 2},
    {FixBlock.COURSES, 2},
    {FixBlock.ALTITUDES, 2},
    {FixBlock.DILUTIONS, 2},
    {FixBlock.SATELLITES, 1},
    {FixBlock.MODES, 1},
    {FixBlock.FLAGS, 2},
  };

  private MergedBlocks() {}

  /**
   * @param box south, west, north, east in millionths of a degree
   * @param arrivals as in the table: when each came after {@code receivedAtMs}, or nothing
   */
  record Merged(long firstSeq, long receivedAtMs, int[] box, byte[] records, byte[] arrivals) {}

  /** A record in one of the blocks. */
  private record Place(int afterHourMs, long seq, long receivedAtMs, int body, int n, int i) {
    static final Comparator<Place> ORDER =
        Comparator.comparingInt(Place::afterHourMs).thenComparingLong(Place::seq);
  }

  /**
   * @param packed what {@code take-blocks.sql} gives
   */
  static List<Merged> of(byte[] packed) {
    ByteBuffer in = ByteBuffer.wrap(packed);
    List<Place> places = places(in);
    places.sort(Place.ORDER);
    List<Merged> merged = new ArrayList<>();
    int from = 0;
    var span = new Span();
    for (int i = 0; i < places.size(); i++) {
      if (i - from >= FixBlocks.MAX_RECORDS || !span.takes(places.get(i))) {
        merged.add(merged(in, places.subList(from, i)));
        from = i;
        span = new Span();
        span.takes(places.get(i));
      }
    }
    if (from < places.size()) {
      merged.add(merged(in, places.subList(from, places.size())));
    }
    return merged;
  }

  /** What the differences of a block can hold: 2^31 numbers, and 24 days between two arrivals. */
  private static final class Span {
    private long minSeq = Long.MAX_VALUE;
    private long maxSeq = Long.MIN_VALUE;
    private long minMs = Long.MAX_VALUE;
    private long maxMs = Long.MIN_VALUE;

    boolean takes(Place next) {
      minSeq = Math.min(minSeq, next.seq);
      maxSeq = Math.max(maxSeq, next.seq);
      minMs = Math.min(minMs, next.receivedAtMs);
      maxMs = Math.max(maxMs, next.receivedAtMs);
      return maxSeq - minSeq <= Integer.MAX_VALUE && maxMs - minMs <= Integer.MAX_VALUE;
    }
  }

  private static List<Place> places(ByteBuffer in) {
    List<Place> places = new ArrayList<>();
    int at = 0;
    while (at < in.capacity()) {
      long firstSeq = in.getLong(at);
      long receivedAtMs = PgTime.ms(in.getLong(at + 8));
      int n = in.getInt(at + 16) / FixBlock.RECORD_BYTES;
      boolean cameApart = in.getInt(at + 20) > 0;
      int body = at + HEAD_BYTES;
      int arrivals = body + n * FixBlock.RECORD_BYTES;
      for (int i = 0; i < n; i++) {
        places.add(
            new Place(
                in.getInt(body + FixBlock.TIMES * n + 4 * i),
                firstSeq + in.getInt(body + FixBlock.SEQS * n + 4 * i),
                cameApart ? receivedAtMs + in.getInt(arrivals + 4 * i) : receivedAtMs,
                body,
                n,
                i));
      }
      at = arrivals + in.getInt(at + 20);
    }
    return places;
  }

  private static Merged merged(ByteBuffer in, List<Place> places) {
    int n = places.size();
    long firstSeq = places.stream().mapToLong(Place::seq).min().orElseThrow();
    long receivedAtMs = places.stream().mapToLong(Place::receivedAtMs).min().orElseThrow();
    ByteBuffer out = ByteBuffer.allocate(n * FixBlock.RECORD_BYTES);
    ByteBuffer arrivals = ByteBuffer.allocate(4 * n);
    for (int i = 0; i < n; i++) {
      Place place = places.get(i);
      out.putInt(FixBlock.TIMES * n + 4 * i, place.afterHourMs);
      out.putInt(FixBlock.SEQS * n + 4 * i, (int) (place.seq - firstSeq));
      for (int[] column : COLUMNS) {
        int width = column[1];
        int read = place.body + column[0] * place.n + width * place.i;
        out.put(column[0] * n + width * i, in, read, width);
      }
      arrivals.putInt((int) (place.receivedAtMs - receivedAtMs));
    }
    boolean cameTogether = places.stream().allMatch(place -> place.receivedAtMs == receivedAtMs);
    return new Merged(
        firstSeq,
        receivedAtMs,
        box(out, n),
        out.array(),
        cameTogether ? new byte[0] : arrivals.array());
  }

  private static int[] box(ByteBuffer records, int n) {
    int[] lats = column(records, FixBlock.LATS, n);
    int[] lons = column(records, FixBlock.LONS, n);
    return new int[] {lats[0], lons[0], lats[n - 1], lons[n - 1]};
  }

  /** Sorted. */
  private static int[] column(ByteBuffer records, int head, int n) {
    int[] values = new int[n];
    for (int i = 0; i < n; i++) {
      values[i] = records.getInt(head * n + 4 * i);
    }
    Arrays.sort(values);
    return values;
  }
}
