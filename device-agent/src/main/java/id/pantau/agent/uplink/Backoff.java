package id.pantau.agent.uplink;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waiting times that double up to a limit, drawn at random, so that two thousand trackers do not
 * come back in the same second.
 */
final class Backoff {
  private final Duration first;
  private final Duration longest;
  private final double least;
  private final RandomGenerator random;

  private Backoff(Duration first, Duration longest, double least, RandomGenerator random) {
    this.first = first;
    this.longest = longest;
    this.least = least;
    this.random = random;
  }

  /** Each is drawn between half and all of it. */
  static Backoff steady(Duration first, Duration longest, RandomGenerator random) {
    return new Backoff(first, longest, 0.5, random);
  }

  /** Each is drawn between nothing and all of it: a crowd comes as evenly as may be. */
  static Backoff scattered(Duration first, Duration longest, RandomGenerator random) {
    return new Backoff(first, longest, 0, random);
  }

  /**
   * How long to wait after the n-th failure.
   *
   * @param failures 1 or more
   */
  Duration after(int failures) {
    long nanos = first.toNanos() << Math.min(failures - 1, 20);
    long capped = nanos <= 0 ? longest.toNanos() : Math.min(nanos, longest.toNanos());
    long shortest = (long) (capped * least);
    return Duration.ofNanos(shortest + random.nextLong(capped - shortest + 1));
  }
}
