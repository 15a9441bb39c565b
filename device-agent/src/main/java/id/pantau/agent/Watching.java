package id.pantau.agent;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Reporting follows attention: while somebody looks, the newest position goes out every second;
 * that ends by itself. Any thread.
 */
final class Watching {
  private static final Duration WATCHED_EVERY = Duration.ofSeconds(1);

  private final Duration usual;
  private final Consumer<Duration> uplink;
  private final LongSupplier ticks;
  private long untilNanos;
  private boolean watched;

  Watching(Duration usual, Consumer<Duration> uplink, LongSupplier ticks) {
    this.usual = usual;
    this.uplink = uplink;
    this.ticks = ticks;
  }

  /** From now on for so long, also when less is left of an earlier one. */
  synchronized void begin(Duration time) {
    long until = ticks.getAsLong() + time.toNanos();
    untilNanos = watched ? Math.max(untilNanos, until) : until;
    watched = true;
    uplink.accept(shorter());
  }

  private Duration shorter() {
    return usual.compareTo(WATCHED_EVERY) < 0 ? usual : WATCHED_EVERY;
  }

  /** How often the newest position goes out now. */
  synchronized Duration liveEvery() {
    if (watched && ticks.getAsLong() - untilNanos >= 0) {
      watched = false;
      uplink.accept(usual);
    }
    return watched ? shorter() : usual;
  }
}
