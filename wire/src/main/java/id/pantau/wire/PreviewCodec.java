package id.pantau.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns the newest place of a moving vehicle into the payload of the {@code preview} lane and back:
 * what a map shows, as exactly as the record that follows.
 *
 * <p>There are whole ones of {@value #WHOLE_BYTES} bytes and short ones of {@value #SHORT_BYTES},
 * which say how far it has come since a whole one. Whole: schema (4 bits), key (2), milliseconds
 * since 1970 (44), latitude + 90° (28) and longitude + 180° (29) in millionths of a degree, speed
 * in 0.1 m/s plus one (11), course plus one (9), mode less two (1), flags (8). Short: key of the
 * whole one (2), whole seconds since it (8), degrees north and east of it in millionths (17 each,
 * less half of the range), speed (11), course (9). 0 stands for an unknown speed or course. The
 * other numbers of a fix do not travel.
 */
public final class PreviewCodec {
  public static final int WHOLE_BYTES = 17;
  public static final int SHORT_BYTES = 8;

  private static final int SCHEMA = 1;
  private static final int KEYS = 4;
  private static final int STEP_BITS = 17;
  private static final int STEP_HALF = 1 << STEP_BITS - 1;
  private static final int MAX_SECONDS = 255;
  private static final long LAT_SHIFT = 90_000_000;
  private static final long LON_SHIFT = 180_000_000;

  private PreviewCodec() {}

  /**
   * The tracker's side. Lives longer than a connection, so that the keys of two never meet; a new
   * connection begins with a whole one. One thread.
   */
  public static final class Writer {
    private int key;
    private @Nullable Fix base;

    /** What comes next is whole: a collector that hears it needs nothing from before. */
    public void beginAnew() {
      base = null;
    }

    /**
     * @param fix as the wire can carry it, see {@link TrackCodec#rounded}
     * @param whole also where a short one would do
     */
    public byte[] write(Fix fix, boolean whole) {
      Fix from = base;
      if (!whole && from != null && isNear(from, fix)) {
        return brief(from, fix);
      }
      key = (key + 1) % KEYS;
      base = fix;
      return whole(fix);
    }

    private static boolean isNear(Fix from, Fix fix) {
      Duration time = Duration.between(from.fixTime(), fix.fixTime());
      return from.flags() == fix.flags()
          && from.mode() == fix.mode()
          && !time.isNegative()
          && time.toNanosPart() == 0
          && time.toSeconds() <= MAX_SECONDS
          && isStep(e6(fix.at().lat()) - e6(from.at().lat()))
          && isStep(e6(fix.at().lon()) - e6(from.at().lon()));
    }

    private static boolean isStep(long millionths) {
      return -STEP_HALF <= millionths && millionths < STEP_HALF;
    }

    private byte[] brief(Fix from, Fix fix) {
      var out = new BitWriter();
      out.write(key, 2);
      out.write(Duration.between(from.fixTime(), fix.fixTime()).toSeconds(), 8);
      out.write(e6(fix.at().lat()) - e6(from.at().lat()) + STEP_HALF, STEP_BITS);
      out.write(e6(fix.at().lon()) - e6(from.at().lon()) + STEP_HALF, STEP_BITS);
      writeMotion(out, fix);
      return out.toBytes();
    }

    private byte[] whole(Fix fix) {
      var out = new BitWriter();
      out.write(SCHEMA, 4);
      out.write(key, 2);
      out.write(fix.fixTime().toEpochMilli(), 44);
      out.write(e6(fix.at().lat()) + LAT_SHIFT, 28);
      out.write(e6(fix.at().lon()) + LON_SHIFT, 29);
      writeMotion(out, fix);
      out.write(fix.mode().nmea() - 2, 1);
      out.write(fix.flags(), 8);
      return out.toBytes();
    }

    private static void writeMotion(BitWriter out, Fix fix) {
      out.write(Double.isNaN(fix.speedMs()) ? 0 : Math.round(fix.speedMs() * 10) + 1, 11);
      out.write(Double.isNaN(fix.courseDeg()) ? 0 : Math.round(fix.courseDeg()) % 360 + 1, 9);
    }

    private static long e6(double degrees) {
      return Math.round(degrees * 1e6);
    }
  }

  /** The collector's side, of one tracker. One thread. */
  public static final class Reader {
    /** So long a short one may refer to a whole one: longer than any tracker goes without. */
    private static final Duration BASE_LIMIT = Duration.ofMinutes(5);

    private int key;
    private @Nullable Fix base;
    private Instant baseAt = Instant.MIN;

    /**
     * Reads a payload that anybody may have sent; never throws.
     *
     * @param receivedAt when it came
     * @return empty when it refers to a whole one that never came: the next whole one mends that
     */
    public Decoded<Optional<Fix>> read(byte[] payload, Instant receivedAt) {
      try {
        return switch (payload.length) {
          case WHOLE_BYTES -> readWhole(new BitReader(payload), receivedAt);
          case SHORT_BYTES -> new Decoded.Good<>(readShort(new BitReader(payload), receivedAt));
          default -> new Decoded.Bad<>("preview of " + payload.length + " bytes");
        };
      } catch (IllegalArgumentException e) {
        return new Decoded.Bad<>("preview payload: " + e.getMessage());
      }
    }

    private Decoded<Optional<Fix>> readWhole(BitReader in, Instant receivedAt) {
      long schema = in.read(4);
      if (schema != SCHEMA) {
        return new Decoded.Bad<>("preview schema " + schema + " is not known");
      }
      int nextKey = (int) in.read(2);
      Instant time = Instant.ofEpochMilli(in.read(44));
      var at = new LatLon((in.read(28) - LAT_SHIFT) / 1e6, (in.read(29) - LON_SHIFT) / 1e6);
      long speed = in.read(11);
      long course = in.read(9);
      Fix.Mode mode = in.read(1) == 0 ? Fix.Mode.FIX_2D : Fix.Mode.FIX_3D;
      Fix fix = fix(time, at, mode, speed, course, (int) in.read(8));
      key = nextKey;
      base = fix;
      baseAt = receivedAt;
      return new Decoded.Good<>(Optional.of(fix));
    }

    private Optional<Fix> readShort(BitReader in, Instant receivedAt) {
      Fix from = base;
      long of = in.read(2);
      if (from == null
          || of != key
          || receivedAt.isBefore(baseAt) // read again after a later whole one of perhaps this key
          || receivedAt.isAfter(baseAt.plus(BASE_LIMIT))) {
        return Optional.empty();
      }
      Instant time = from.fixTime().plusSeconds(in.read(8));
      long latE6 = Math.round(from.at().lat() * 1e6) + in.read(STEP_BITS) - STEP_HALF;
      long lonE6 = Math.round(from.at().lon() * 1e6) + in.read(STEP_BITS) - STEP_HALF;
      long speed = in.read(11);
      long course = in.read(9);
      return Optional.of(
          fix(
              time,
              new LatLon(latE6 / 1e6, lonE6 / 1e6),
              from.mode(),
              speed,
              course,
              from.flags()));
    }

    private static Fix fix(
        Instant time, LatLon at, Fix.Mode mode, long speed, long course, int flags) {
      return new Fix(
          time,
          at,
          mode,
          speed == 0 ? Double.NaN : (speed - 1) / 10.0,
          course == 0 ? Double.NaN : course - 1,
          Double.NaN,
          Double.NaN,
          Fix.UNKNOWN_SATELLITES,
          flags);
    }
  }
}
