package id.pantau.wire;

/**
 * One column of whole numbers in few bits: the best of three predictors, its residuals in Rice
 * code.
 *
 * <p>Layout: order (2 bits), Rice parameter k (5 bits; 31 = every residual is 0), then {@code
 * order} start values of 64 bits cut to a 6-bit width, then a residual a value. A residual is
 * zig-zagged and split by k: the quotient in unary (ones closed by a zero), the rest in k bits; a
 * quotient of {@value #ESCAPE} or more is written as {@value #ESCAPE} ones and the whole number in
 * 63 bits. Rice: R. F. Rice, "Some practical universal noiseless coding techniques", JPL 79-22,
 * 1979.
 */
final class ColumnCodec {
  private static final int ESCAPE = 20;
  private static final int MAX_K = 30;
  private static final int ALL_ZERO = 31;
  private static final int MAX_ORDER = 2;

  /** Residuals of a column under a predictor, and what they cost. */
  private record Plan(int order, int k, long[] residuals, long bits) {}

  private ColumnCodec() {}

  static void write(BitWriter out, long[] values) {
    Plan best = plan(values, 0);
    for (int order = 1; order <= Math.min(MAX_ORDER, values.length); order++) {
      Plan next = plan(values, order);
      if (next.bits < best.bits) {
        best = next;
      }
    }
    out.write(best.order, 2);
    out.write(best.k, 5);
    for (int i = 0; i < best.order; i++) {
      writeStart(out, values[i]);
    }
    if (best.k != ALL_ZERO) {
      for (long residual : best.residuals) {
        writeRice(out, residual, best.k);
      }
    }
  }

  /**
   * Reads {@code count} values.
   *
   * @throws IllegalArgumentException when the bits are no column
   */
  static long[] read(BitReader in, int count) {
    int order = (int) in.read(2);
    int k = (int) in.read(5);
    if (order > MAX_ORDER || order > count) {
      throw new IllegalArgumentException("predictor order " + order);
    }
    long[] values = new long[count];
    for (int i = 0; i < order; i++) {
      values[i] = readStart(in);
    }
    for (int i = order; i < count; i++) {
      long residual = k == ALL_ZERO ? 0 : readRice(in, k);
      values[i] = Math.addExact(predicted(values, i, order), unzigzag(residual));
    }
    return values;
  }

  private static Plan plan(long[] values, int order) {
    long[] residuals = new long[values.length - order];
    long all = 0; // a bit that any of them has
    for (int i = order; i < values.length; i++) {
      long residual = zigzag(values[i] - predicted(values, i, order));
      residuals[i - order] = residual;
      all |= residual;
    }
    long startBits = 0;
    for (int i = 0; i < order; i++) {
      startBits += 6 + width(zigzag(values[i]));
    }
    if (all == 0) {
      return new Plan(order, ALL_ZERO, residuals, startBits);
    }
    int bestK = 0;
    long bestBits = Long.MAX_VALUE;
    // More bits than the largest has only cost more.
    for (int k = 0; k <= Math.min(MAX_K, width(all)); k++) {
      long bits = startBits;
      for (long residual : residuals) {
        long quotient = residual >>> k;
        bits += quotient >= ESCAPE ? ESCAPE + 63 : quotient + 1 + k;
      }
      if (bits < bestBits) {
        bestBits = bits;
        bestK = k;
      }
    }
    return new Plan(order, bestK, residuals, bestBits);
  }

  private static long predicted(long[] values, int i, int order) {
    return switch (order) {
      case 0 -> 0;
      case 1 -> values[i - 1];
      default -> 2 * values[i - 1] - values[i - 2];
    };
  }

  private static void writeRice(BitWriter out, long residual, int k) {
    long quotient = residual >>> k;
    if (quotient >= ESCAPE) {
      out.write((1L << ESCAPE) - 1, ESCAPE);
      out.write(residual, 63);
      return;
    }
    out.write((1L << quotient + 1) - 2, (int) quotient + 1);
    out.write(residual, k);
  }

  private static long readRice(BitReader in, int k) {
    int quotient = in.readOnes(ESCAPE);
    return quotient == ESCAPE ? in.read(63) : (long) quotient << k | in.read(k);
  }

  private static void writeStart(BitWriter out, long value) {
    long zigzag = zigzag(value);
    int width = width(zigzag);
    out.write(width, 6);
    out.write(zigzag, width);
  }

  private static long readStart(BitReader in) {
    return unzigzag(in.read((int) in.read(6)));
  }

  private static int width(long unsigned) {
    return 64 - Long.numberOfLeadingZeros(unsigned);
  }

  private static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }

  private static long unzigzag(long zigzag) {
    return zigzag >>> 1 ^ -(zigzag & 1);
  }
}
