package id.pantau.agent.nmea;

import id.pantau.wire.Fix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code ./pantau fuzz} calls with bytes that it invents: the decoder goes on whatever comes
 * over the line, and what it gives out can be true.
 */
public final class NmeaFuzzTarget {
  private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant FIRST_GPS_WEEK = Instant.parse("1980-01-06T00:00:00Z");
  private static final long TENTH_NANOS = 100_000_000;

  /** An epoch needs a time of day, and a sentence around it. */
  private static final int BYTES_OF_AN_EPOCH = 10;

  private NmeaFuzzTarget() {}

  /** The name that Jazzer looks for. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    List<Epoch> epochs = decode(bytes);
    for (Epoch epoch : epochs) {
      if (epoch instanceof Epoch.Located(Fix fix) && fix.fixTime().isBefore(FIRST_GPS_WEEK)) {
        throw new AssertionError("before there were satellites: " + fix);
      }
    }
    if (epochs.size() > bytes.length / BYTES_OF_AN_EPOCH + 1) {
      throw new AssertionError(epochs.size() + " epochs of " + bytes.length + " bytes");
    }
  }

  /** In pieces whose size and pauses the input itself decides. */
  private static List<Epoch> decode(byte[] bytes) {
    List<Epoch> epochs = new ArrayList<>();
    var decoder = new NmeaDecoder(DecoderSettings.live(BUILT), epochs::add);
    long nanos = 0;
    int from = 0;
    while (from < bytes.length) {
      int count = Math.min(bytes.length - from, 1 + (bytes[from] & 0x3f));
      decoder.accept(bytes, from, count, nanos);
      from += count;
      nanos += count * TENTH_NANOS / 64;
      if (count % 7 == 0) {
        nanos += 3 * TENTH_NANOS;
        decoder.tick(nanos);
      }
    }
    decoder.end();
    return epochs;
  }
}
