package id.pantau.acceptance.sim;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongPredicate;

/**
 * At which seconds something hides the sky. A receiver looks back at every second to see how long
 * it has been blind, mostly at seconds that it has looked at before: those are remembered.
 *
 * <p>Any thread may ask.
 */
final class Cover {
  /** More than twice as far as anybody looks back. */
  private static final int REMEMBERED = 128;

  private final LongPredicate truth;

  /** At the place of each second: the second times two, plus one when the sky was hidden. */
  private final AtomicLongArray seen = new AtomicLongArray(REMEMBERED);

  /**
   * @param truth whether the sky is hidden at a second since the epoch; the same at every time
   */
  Cover(LongPredicate truth) {
    this.truth = truth;
  }

  /**
   * @param second since the epoch, above zero
   */
  boolean hides(long second) {
    int place = (int) (second % REMEMBERED);
    long known = seen.get(place);
    if (known >> 1 == second) {
      return (known & 1) == 1;
    }
    boolean hidden = truth.test(second);
    seen.set(place, second << 1 | (hidden ? 1 : 0));
    return hidden;
  }
}
