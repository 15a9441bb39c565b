package id.pantau.workbench;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition with a deadline and says in words what did not happen. */
public final class Await {
  private static final Duration POLL = Duration.ofMillis(5);

  private Await() {}

  /**
   * Returns as soon as the condition holds.
   *
   * @param what the condition in words, for the failure: "the broker answers"
   * @param limit how long it may take at most
   * @throws AssertionError when it does not hold within the limit
   * @throws IllegalStateException when the waiting thread is interrupted
   */
  public static void until(String what, Duration limit, BooleanSupplier condition) {
    until(what, limit, POLL, condition);
  }

  /**
   * The same for a condition that costs something to look at.
   *
   * @param every how often it is looked at
   */
  public static void until(String what, Duration limit, Duration every, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline >= 0) {
        throw new AssertionError("not within " + limit.toMillis() + " ms: " + what);
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("interrupted while waiting until " + what);
      }
      LockSupport.parkNanos(every.toNanos());
    }
  }

  /**
   * Returns the value as soon as there is one.
   *
   * @throws AssertionError when there is none within the limit
   */
  public static <T> T value(String what, Duration limit, Supplier<Optional<T>> source) {
    var found = new Object[1];
    until(
        what,
        limit,
        () -> {
          found[0] = source.get().orElse(null);
          return found[0] != null;
        });
    @SuppressWarnings("unchecked")
    T value = (T) found[0];
    return value;
  }
}
