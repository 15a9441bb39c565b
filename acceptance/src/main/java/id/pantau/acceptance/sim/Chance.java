package id.pantau.acceptance.sim;

/**
 * Repeatable randomness: numbers that depend on nothing but a key, and curves that wander over time
 * or distance and can be read at any point without having been read before it.
 *
 * <p>Immutable.
 *
 * @param key what makes this source different from another
 */
public record Chance(long key) {
  private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

  /** A source of its own for a part of the world, e.g. {@code chance.of("vehicle", 12)}. */
  public Chance of(String part, long number) {
    return new Chance(mix(key ^ mix(hash(part) + number * GOLDEN)));
  }

  public Chance of(String part) {
    return of(part, 0);
  }

  /** The {@code index}-th number of this source, uniform in [0, 1). */
  public double unit(long index) {
    return (mix(key + index * GOLDEN) >>> 11) * 0x1.0p-53;
  }

  /** Uniform in [low, high). */
  public double between(long index, double low, double high) {
    return low + (high - low) * unit(index);
  }

  /** 0 to {@code bound} - 1. */
  public int below(long index, int bound) {
    return (int) (unit(index) * bound);
  }

  public boolean happens(long index, double probability) {
    return unit(index) < probability;
  }

  /** Normal with mean 0 and deviation 1 (Box and Muller). */
  public double normal(long index) {
    double u = Math.max(unit(2 * index), 1e-12);
    return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * unit(2 * index + 1));
  }

  /**
   * A smooth curve around 0 with deviation near 1 that forgets its past after about {@code period}.
   *
   * @param at where to read it, in the unit of {@code period}
   */
  public double wander(double at, double period) {
    double steps = at / period;
    long before = (long) Math.floor(steps);
    double share = steps - before;
    // A cosine blend alone would have less spread between its nodes than at them.
    double left = Math.cos(share * Math.PI / 2);
    double right = Math.sin(share * Math.PI / 2);
    return normal(before) * left + normal(before + 1) * right;
  }

  private static long hash(String text) {
    long h = 1_125_899_906_842_597L;
    for (int i = 0; i < text.length(); i++) {
      h = 31 * h + text.charAt(i);
    }
    return h;
  }

  /** The finaliser of SplitMix64. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return z ^ (z >>> 31);
  }
}
