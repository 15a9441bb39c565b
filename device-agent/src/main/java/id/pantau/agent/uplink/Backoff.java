package id.pantau.agent.uplink;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waiting times that double up to a limit, each drawn between half and all of it, so that two
 * thousand trackers do not come back in the same second.
 */
final class Backoff {
  private final Duration first;
  private final Duration longest;
  private final RandomGenerator random;

  Backoff(Duration first, Duration longest, RandomGenerator random) {
    this.first = first;
    this.longest = longest;
    this.random = random;
  }

  /**
   * How long to wait after the n-th failure.
   *
   * @param failures 1 or more
   */
  Duration after(int failures) {
    long nanos = first.toNanos() << Math.min(failures - 1, 20);
    long capped = nanos <= 0 ? longest.toNanos() : Math.min(nanos, longest.toNanos());
    return Duration.ofNanos(capped / 2 + random.nextLong(capped / 2 + 1));
  }
}
