package id.pantau.collector.track;

import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The fixes of one vehicle in the order of their times, as columns: a day of one has up to 86 400
 * of them.
 *
 * <p>Immutable. Numbers are those of the wire: millionths of a degree, tenths of a metre per
 * second, whole degrees; {@link #UNKNOWN} where the receiver said nothing.
 */
public final class Track {
  public static final int UNKNOWN = -1;

  /** Set here, never on the wire: the receiver itself says that the position is poor. */
  public static final int FLAG_POOR = 1 << 14;

  /** Beyond this dilution a position is off by a hundred metres and more. */
  private static final double POOR_HDOP = 10;

  /** Metres in a millionth of a degree of latitude, on the sphere of {@link LatLon}. */
  private static final double METRES_PER_E6 = Math.PI * 6_371_008.8 / 180 / 1e6;

  private final long[] timesMs;
  private final int[] latsE6;
  private final int[] lonsE6;
  private final short[] speedsDms;
  private final short[] coursesDeg;
  private final short[] flags;

  private Track(Builder from) {
    this.timesMs = Arrays.copyOf(from.timesMs, from.size);
    this.latsE6 = Arrays.copyOf(from.latsE6, from.size);
    this.lonsE6 = Arrays.copyOf(from.lonsE6, from.size);
    this.speedsDms = Arrays.copyOf(from.speedsDms, from.size);
    this.coursesDeg = Arrays.copyOf(from.coursesDeg, from.size);
    this.flags = Arrays.copyOf(from.flags, from.size);
  }

  public int size() {
    return timesMs.length;
  }

  public long timeMs(int i) {
    return timesMs[i];
  }

  public Instant time(int i) {
    return Instant.ofEpochMilli(timesMs[i]);
  }

  public int latE6(int i) {
    return latsE6[i];
  }

  public int lonE6(int i) {
    return lonsE6[i];
  }

  public LatLon at(int i) {
    return new LatLon(latsE6[i] / 1e6, lonsE6[i] / 1e6);
  }

  /** Tenths of a metre per second, or {@link #UNKNOWN}. */
  public int speedDms(int i) {
    return speedsDms[i];
  }

  /** Metres per second, NaN when unknown. */
  public double speedMs(int i) {
    return speedsDms[i] == UNKNOWN ? Double.NaN : speedsDms[i] / 10.0;
  }

  /** Degrees from north, or {@link #UNKNOWN}. */
  public int courseDeg(int i) {
    return coursesDeg[i];
  }

  public int flags(int i) {
    return flags[i];
  }

  public boolean has(int i, int flag) {
    return (flags[i] & flag) != 0;
  }

  public boolean ignitionOff(int i) {
    return (flags[i] & (Fix.FLAG_IGNITION_KNOWN | Fix.FLAG_IGNITION_ON)) == Fix.FLAG_IGNITION_KNOWN;
  }

  /** The fixes between two moments, both included, without impossible jumps: what is drawn. */
  public IntStream within(Instant from, Instant to) {
    return IntStream.range(0, size())
        .filter(
            i ->
                timesMs[i] >= from.toEpochMilli()
                    && timesMs[i] <= to.toEpochMilli()
                    && !has(i, Fix.FLAG_JUMP));
  }

  /** Metres between two fixes; the plane of their own latitude is exact enough below 100 km. */
  public double distanceM(int i, int j) {
    return distanceM(latsE6[i], lonsE6[i], latsE6[j], lonsE6[j]);
  }

  static double distanceM(double lat1E6, double lon1E6, double lat2E6, double lon2E6) {
    double north = (lat2E6 - lat1E6) * METRES_PER_E6;
    double east =
        (lon2E6 - lon1E6) * METRES_PER_E6 * Math.cos(Math.toRadians((lat1E6 + lat2E6) / 2e6));
    return Math.sqrt(north * north + east * east);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects fixes in rising time; of two with the same time the first counts. */
  public static final class Builder {
    private int size;
    private long[] timesMs = new long[256];
    private int[] latsE6 = new int[256];
    private int[] lonsE6 = new int[256];
    private short[] speedsDms = new short[256];
    private short[] coursesDeg = new short[256];
    private short[] flags = new short[256];

    private Builder() {}

    public Builder add(Fix fix) {
      return add(
          fix.fixTime().toEpochMilli(),
          (int) Math.round(fix.at().lat() * 1e6),
          (int) Math.round(fix.at().lon() * 1e6),
          Double.isNaN(fix.speedMs()) ? UNKNOWN : (short) Math.round(fix.speedMs() * 10),
          Double.isNaN(fix.courseDeg()) ? UNKNOWN : (short) (Math.round(fix.courseDeg()) % 360),
          (short) (fix.flags() | (fix.hdop() > POOR_HDOP ? FLAG_POOR : 0)));
    }

    /**
     * Adds one fix in the numbers of the wire.
     *
     * @throws IllegalArgumentException when it is older than the one before
     */
    Builder add(long timeMs, int latE6, int lonE6, short speedDms, short courseDeg, short flag) {
      if (size > 0 && timeMs <= timesMs[size - 1]) {
        if (timeMs < timesMs[size - 1]) {
          throw new IllegalArgumentException("time falls at " + size);
        }
        return this;
      }
      if (size == timesMs.length) {
        grow();
      }
      timesMs[size] = timeMs;
      latsE6[size] = latE6;
      lonsE6[size] = lonE6;
      speedsDms[size] = speedDms;
      coursesDeg[size] = courseDeg;
      flags[size] = flag;
      size++;
      return this;
    }

    private void grow() {
      int larger = size * 2;
      timesMs = Arrays.copyOf(timesMs, larger);
      latsE6 = Arrays.copyOf(latsE6, larger);
      lonsE6 = Arrays.copyOf(lonsE6, larger);
      speedsDms = Arrays.copyOf(speedsDms, larger);
      coursesDeg = Arrays.copyOf(coursesDeg, larger);
      flags = Arrays.copyOf(flags, larger);
    }

    public Track build() {
      return new Track(this);
    }
  }
}
