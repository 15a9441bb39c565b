package id.pantau.collector.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows guessing down without locking anybody out: after some wrong tries one waits, twice as long
 * each time, at most a minute.
 *
 * <p>Counted are the tries for a name from an address, which are few; those for a name from
 * anywhere, more, so that a stranger alone cannot keep its owner out; and those of an address, more
 * still, because a whole office may come from one. Guarded by itself.
 */
public final class LoginThrottle {
  static final int FREE_FROM_ONE_PLACE = 5;
  static final int FREE_OF_A_NAME = 30;
  static final int FREE_OF_AN_ADDRESS = 50;
  static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  /** Counting begins anew this long after the first wrong try. */
  static final Duration WINDOW = Duration.ofMinutes(15);

  /** More are not remembered; the oldest are forgotten first. */
  static final int REMEMBERED = 30_000;

  private record Tries(int wrong, Instant first, Instant last) {}

  private final Map<String, Tries> triesByKey =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * Counts a try as wrong until {@link #right} is said, so that many tries at the same time do not
   * all pass; or says how long to wait, and counts nothing.
   */
  public synchronized Duration begin(String name, String address, Instant now) {
    Map<String, Integer> freeByKey = freeByKey(name, address);
    Duration wait = Duration.ZERO;
    for (var key : freeByKey.entrySet()) {
      Duration each = waitFor(key.getKey(), key.getValue(), now);
      wait = each.compareTo(wait) > 0 ? each : wait;
    }
    if (wait.isZero()) {
      freeByKey.keySet().forEach(key -> count(key, now));
    }
    return wait;
  }

  /** The password was right: this place is as new; elsewhere only this try is taken back. */
  public synchronized void right(String name, String address) {
    for (String key : freeByKey(name, address).keySet()) {
      triesByKey.computeIfPresent(
          key,
          (same, tries) ->
              tries.wrong <= 1 ? null : new Tries(tries.wrong - 1, tries.first, tries.last));
    }
    triesByKey.remove(place(name, address));
  }

  private static Map<String, Integer> freeByKey(String name, String address) {
    return Map.of(
        place(name, address),
        FREE_FROM_ONE_PLACE,
        "name:" + name,
        FREE_OF_A_NAME,
        "address:" + address,
        FREE_OF_AN_ADDRESS);
  }

  private static String place(String name, String address) {
    return "place:" + address + " " + name;
  }

  private Duration waitFor(String key, int free, Instant now) {
    Tries tries = triesByKey.get(key);
    if (tries == null || tries.wrong < free || isOver(tries, now)) {
      return Duration.ZERO;
    }
    Duration wait = Duration.ofSeconds(1L << Math.min(tries.wrong - free, 10));
    if (wait.compareTo(LONGEST_WAIT) > 0) {
      wait = LONGEST_WAIT;
    }
    Duration left = Duration.between(now, tries.last.plus(wait));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private void count(String key, Instant now) {
    triesByKey.compute(
        key,
        (same, old) ->
            old == null || isOver(old, now)
                ? new Tries(1, now, now)
                : new Tries(old.wrong + 1, old.first, now));
  }

  private static boolean isOver(Tries tries, Instant now) {
    return now.isAfter(tries.first.plus(WINDOW));
  }
}
