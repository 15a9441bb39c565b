package id.pantau.collector.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows guessing down without locking anybody out: after {@value #FREE_TRIES} wrong tries in a row
 * a name or an address waits, twice as long each time, at most a minute. Guarded by itself.
 */
final class LoginThrottle {
  static final int FREE_TRIES = 5;
  static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  /** More names and addresses than this are not remembered; the oldest are forgotten first. */
  static final int REMEMBERED = 10_000;

  private record Tries(int wrong, Instant last) {}

  private final Map<String, Tries> triesByKey =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** How long this key has to wait still; zero when it may try now. */
  synchronized Duration waitFor(String key, Instant now) {
    Tries tries = triesByKey.get(key);
    if (tries == null || tries.wrong < FREE_TRIES) {
      return Duration.ZERO;
    }
    Duration wait = Duration.ofSeconds(1L << Math.min(tries.wrong - FREE_TRIES, 10));
    Duration left =
        Duration.between(
            now, tries.last.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait));
    return left.isNegative() ? Duration.ZERO : left;
  }

  synchronized void wrong(String key, Instant now) {
    triesByKey.merge(key, new Tries(1, now), (old, one) -> new Tries(old.wrong + 1, now));
  }

  synchronized void right(String key) {
    triesByKey.remove(key);
  }
}
