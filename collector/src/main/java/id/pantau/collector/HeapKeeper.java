package id.pantau.collector;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps the heap as small as what is in it. The serial collector lets the old generation grow to
 * {@code -Xmx} before it looks for what is dead there; so a limit that leaves room for a flood
 * would be used up on a quiet day too, beside a database that could use the memory. A cleaning
 * stops the collector for some 0.1 s, and gives back what it has freed.
 *
 * <p>One thread, {@code heap-keeper}, for as long as the JVM lives.
 */
final class HeapKeeper {
  /** How much dead matter is let be: at 400 positions a second half a minute's. */
  static final long USUAL_GROWTH_BYTES = 16 << 20;

  /** Or so large a share of what is alive: the more that is, the longer a cleaning takes. */
  private static final int GROWTH_SHARE = 2;

  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  /** What the serial collector calls its old generation. The others clean theirs in time. */
  private static final String OLD_GENERATION = "Tenured Gen";

  private final LongSupplier used;
  private final LongSupplier kept;
  private final Runnable clean;

  /**
   * @param used bytes in the old generation
   * @param kept bytes that were in it after it was last cleaned
   */
  HeapKeeper(LongSupplier used, LongSupplier kept, Runnable clean) {
    this.used = used;
    this.kept = kept;
    this.clean = clean;
  }

  /** Begins to keep the heap of this JVM, where it has the serial collector. */
  static void begin() {
    Thread.ofPlatform().name("heap-keeper").daemon().start(HeapKeeper::keep);
  }

  private static void keep() {
    Optional<MemoryPoolMXBean> old = findOldGeneration();
    if (old.isEmpty()) {
      return;
    }
    MemoryPoolMXBean pool = old.get();
    var keeper =
        new HeapKeeper(
            () -> pool.getUsage().getUsed(), () -> pool.getCollectionUsage().getUsed(), System::gc);
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
        keeper.look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** That of the serial collector; empty where this JVM has another one. */
  static Optional<MemoryPoolMXBean> findOldGeneration() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals(OLD_GENERATION))
        .findFirst();
  }

  /** Cleans, if it is time. */
  void look() {
    long alive = kept.getAsLong();
    if (used.getAsLong() - alive > Math.max(USUAL_GROWTH_BYTES, alive / GROWTH_SHARE)) {
      clean.run();
    }
  }
}
