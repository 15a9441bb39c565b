package id.pantau.collector.enrolment;

import id.pantau.collector.auth.LoginThrottle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Slows down who guesses codes: one address as at a login, and all addresses together, because an
 * attacker may have a whole network of them. Guarded by itself.
 */
final class GuessLimit {
  /** A day of this against twenty open codes finds one with a chance of 1 in 90,000. */
  static final int WRONG_A_MINUTE = 60;

  static final Duration WINDOW = Duration.ofMinutes(1);

  /** No account is named so. */
  private static final String NAME = "enrolment@";

  private final LoginThrottle throttle = new LoginThrottle();
  private final Deque<Instant> wrong = new ArrayDeque<>();

  /** How long to wait; zero counts the try as wrong until {@link #right} is said. */
  synchronized Duration begin(String address, Instant now) {
    while (!wrong.isEmpty() && !now.isBefore(wrong.getFirst().plus(WINDOW))) {
      wrong.removeFirst();
    }
    if (wrong.size() >= WRONG_A_MINUTE) {
      return Duration.between(now, wrong.getFirst().plus(WINDOW));
    }
    Duration wait = throttle.begin(NAME + address, address, now);
    if (wait.isZero()) {
      wrong.addLast(now);
    }
    return wait;
  }

  /** It was a code of ours. */
  synchronized void right(String address) {
    throttle.right(NAME + address, address);
    wrong.pollLast();
  }
}
