package id.pantau.collector.track;

/** Moments as {@code timestamptz_send} of PostgreSQL writes them: microseconds since 2000-01-01. */
final class PgTime {
  private static final long EPOCH_2000_MS = 946_684_800_000L;

  private PgTime() {}

  /** Milliseconds since 1970; what is less than one is cut off. */
  static long ms(long micros) {
    return Math.floorDiv(micros, 1_000L) + EPOCH_2000_MS;
  }

  /** From milliseconds since 1970. */
  static long micros(long ms) {
    return (ms - EPOCH_2000_MS) * 1_000L;
  }
}
