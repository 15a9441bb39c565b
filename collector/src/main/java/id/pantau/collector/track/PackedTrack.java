package id.pantau.collector.track;

import java.nio.ByteBuffer;

/** Reads what the function {@code packed_track} of the database wrote. */
final class PackedTrack {
  private static final int BYTES = 39;

  /** PostgreSQL counts microseconds from 2000-01-01. */
  private static final long EPOCH_2000_MS = 946_684_800_000L;

  /** EWKB before its numbers: byte order, type, SRID. */
  private static final int EWKB_HEAD = 9;

  private PackedTrack() {}

  static Track read(byte[] packed) {
    if (packed.length % BYTES != 0) {
      throw new IllegalStateException("packed track of " + packed.length + " bytes");
    }
    Track.Builder track = Track.builder();
    ByteBuffer in = ByteBuffer.wrap(packed);
    for (int at = 0; at < packed.length; at += BYTES) {
      long timeMs = Math.floorDiv(in.getLong(at), 1_000L) + EPOCH_2000_MS;
      boolean littleEndian = in.get(at + 8) == 1;
      double lon = number(in, at + 8 + EWKB_HEAD, littleEndian);
      double lat = number(in, at + 8 + EWKB_HEAD + 8, littleEndian);
      track.add(
          timeMs,
          (int) Math.round(lat * 1e6),
          (int) Math.round(lon * 1e6),
          in.getShort(at + 33),
          in.getShort(at + 35),
          in.getShort(at + 37));
    }
    return track.build();
  }

  private static double number(ByteBuffer in, int at, boolean littleEndian) {
    long bits = in.getLong(at);
    return Double.longBitsToDouble(littleEndian ? Long.reverseBytes(bits) : bits);
  }
}
