package id.pantau.agent.serial;

import java.time.Duration;
import java.util.List;

/**
 * Finds the rate of a line: bytes that come and make no sense are those of another rate. One
 * thread.
 */
final class BaudSearch {
  /** At the right rate a receiver says something whole in a second, or it is a damaged second. */
  private static final Duration PATIENCE = Duration.ofMillis(2_500);

  /** A receiver that was understood once is not given up for a bad stretch of line. */
  private static final Duration PATIENCE_ONCE_FOUND = Duration.ofSeconds(20);

  /** Fewer are no proof of anything. */
  private static final long MIN_BYTES = 60;

  private final List<Integer> rates;

  /** Written by one thread; any may ask for the rate. */
  private volatile int index;

  private boolean found;
  private long understood;
  private long bytes;
  private long sinceNanos;

  BaudSearch(List<Integer> rates) {
    this.rates = rates;
  }

  /** The line was opened, or its rate was changed. */
  void begin(long understoodNow, long nanos) {
    understood = understoodNow;
    bytes = 0;
    sinceNanos = nanos;
  }

  int rate() {
    return rates.get(index);
  }

  /**
   * Something came.
   *
   * @param understoodNow sentences that made sense, ever; negative when nobody knows
   * @return whether the rate was changed, and {@link #begin} is due
   */
  boolean isWrong(int count, long understoodNow, long nanos) {
    if (rates.size() == 1 || understoodNow < 0) {
      return false;
    }
    bytes += count;
    if (understoodNow > understood) {
      found = true;
      begin(understoodNow, nanos);
      return false;
    }
    Duration patience = found ? PATIENCE_ONCE_FOUND : PATIENCE;
    if (bytes < MIN_BYTES || nanos - sinceNanos < patience.toNanos()) {
      return false;
    }
    found = false;
    index = (index + 1) % rates.size();
    return true;
  }
}
