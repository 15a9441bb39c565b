package id.pantau.workbench;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongBinaryOperator;
import java.util.function.Supplier;

/** Waits for a condition with a deadline and says in words what did not happen. */
public final class Await {
  private static final long SHORTEST_PAUSE_NANOS = Duration.ofMillis(5).toNanos();
  private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(250).toNanos();

  /** Looking takes a fifth of one core at most: what is waited for needs the machine more. */
  private static final int PAUSE_PER_LOOK = 4;

  /** What happens is noticed this much later at most, as a part of the time it took. */
  private static final int PART_LATE = 20;

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
    until(what, limit, Await::pauseAfter, condition);
  }

  /**
   * The same for a measurement, which must notice as soon late as early.
   *
   * @param every how long it rests between two looks
   */
  public static void until(String what, Duration limit, Duration every, BooleanSupplier condition) {
    until(what, limit, (look, waited) -> every.toNanos(), condition);
  }

  /** The longer it has waited and the longer the last look took, the longer it rests. */
  private static long pauseAfter(long lookNanos, long waitedNanos) {
    long wanted = Math.max(lookNanos * PAUSE_PER_LOOK, waitedNanos / PART_LATE);
    return Math.clamp(wanted, SHORTEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS);
  }

  private static void until(
      String what, Duration limit, LongBinaryOperator pause, BooleanSupplier condition) {
    long start = System.nanoTime();
    long looked = start;
    while (!condition.getAsBoolean()) {
      long now = System.nanoTime();
      if (now - start >= limit.toNanos()) {
        throw new AssertionError("not within " + limit.toMillis() + " ms: " + what);
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("interrupted while waiting until " + what);
      }
      LockSupport.parkNanos(pause.applyAsLong(now - looked, now - start));
      looked = System.nanoTime();
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
