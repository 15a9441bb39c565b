package id.pantau.collector.track;

import id.pantau.wire.Fix;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Records of one journal whose fixes lie in one hour of UTC, as the table {@code fix_block} keeps
 * them: columns of numbers in the steps of the wire. The comment of the table is the format.
 *
 * @param hourMs milliseconds of 1970 at which the hour begins
 * @param firstSeq the smallest number of a record in it
 * @param receivedAtMs when the first of them came
 * @param box of all positions: south, west, north, east in millionths of a degree
 */
record FixBlock(
    int deviceNo,
    long epoch,
    long hourMs,
    long firstSeq,
    long receivedAtMs,
    boolean isPrivate,
    int[] box,
    byte[] records) {
  static final int RECORD_BYTES = 28;
  static final long HOUR_MS = 3_600_000;
  static final short UNKNOWN_ALTITUDE = Short.MIN_VALUE;

  /** Where a column begins, in bytes times the number of records. */
  static final int TIMES = 0;

  static final int SEQS = 4;
  static final int LATS = 8;
  static final int LONS = 12;
  static final int SPEEDS = 16;
  static final int COURSES = 18;
  static final int ALTITUDES = 20;
  static final int DILUTIONS = 22;
  static final int SATELLITES = 24;
  static final int MODES = 25;
  static final int FLAGS = 26;

  static long hourOf(long timeMs) {
    return timeMs - Math.floorMod(timeMs, HOUR_MS);
  }

  /**
   * One block of these.
   *
   * @param sorted by fix time; of one tracker, journal and hour, all private or none, with numbers
   *     less than two thousand million apart
   */
  static FixBlock of(List<ReceivedFix> sorted) {
    ReceivedFix first = sorted.getFirst();
    long hourMs = hourOf(first.timeMs());
    long firstSeq = Long.MAX_VALUE;
    long receivedAtMs = Long.MAX_VALUE;
    for (ReceivedFix each : sorted) {
      firstSeq = Math.min(firstSeq, each.seq());
      receivedAtMs = Math.min(receivedAtMs, each.receivedAt().toEpochMilli());
    }
    int n = sorted.size();
    ByteBuffer out = ByteBuffer.allocate(n * RECORD_BYTES);
    int[] box = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE};
    for (int i = 0; i < n; i++) {
      ReceivedFix each = sorted.get(i);
      Fix fix = each.fix();
      int lat = millionths(fix.at().lat());
      int lon = millionths(fix.at().lon());
      box[0] = Math.min(box[0], lat);
      box[1] = Math.min(box[1], lon);
      box[2] = Math.max(box[2], lat);
      box[3] = Math.max(box[3], lon);
      out.putInt(TIMES * n + 4 * i, (int) (each.timeMs() - hourMs));
      out.putInt(SEQS * n + 4 * i, Math.toIntExact(each.seq() - firstSeq));
      out.putInt(LATS * n + 4 * i, lat);
      out.putInt(LONS * n + 4 * i, lon);
      out.putShort(SPEEDS * n + 2 * i, tenths(fix.speedMs()));
      out.putShort(COURSES * n + 2 * i, course(fix));
      out.putShort(ALTITUDES * n + 2 * i, altitude(fix));
      out.putShort(DILUTIONS * n + 2 * i, tenths(fix.hdop()));
      out.put(SATELLITES * n + i, (byte) fix.satellites());
      out.put(MODES * n + i, (byte) fix.mode().nmea());
      out.putShort(FLAGS * n + 2 * i, (short) fix.flags());
    }
    return new FixBlock(
        first.deviceNo(),
        first.epoch(),
        hourMs,
        firstSeq,
        receivedAtMs,
        first.isPrivate(),
        box,
        out.array());
  }

  int size() {
    return records.length / RECORD_BYTES;
  }

  private static int millionths(double degrees) {
    return Math.toIntExact(Math.round(degrees * 1e6));
  }

  private static short tenths(double value) {
    return Double.isNaN(value) ? Track.UNKNOWN : (short) Math.round(value * 10);
  }

  private static short course(Fix fix) {
    return Double.isNaN(fix.courseDeg())
        ? Track.UNKNOWN
        : (short) (Math.round(fix.courseDeg()) % 360);
  }

  private static short altitude(Fix fix) {
    return Double.isNaN(fix.altitudeM()) ? UNKNOWN_ALTITUDE : (short) Math.round(fix.altitudeM());
  }
}
