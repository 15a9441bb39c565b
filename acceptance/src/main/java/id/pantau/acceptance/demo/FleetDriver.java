package id.pantau.acceptance.demo;

import id.pantau.workbench.Leftovers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Drives the trackers through time, one tick a second, on a thread of its own. */
final class FleetDriver implements AutoCloseable {
  /** A receiver needs so long after the second to say where it was. */
  private static final long RECEIVER_DELAY_MS = 80;

  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
  private static final System.Logger LOG = System.getLogger(FleetDriver.class.getName());

  private final List<DemoTracker> trackers;
  private final InstantSource clock;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "fleet");

  private FleetDriver(List<DemoTracker> trackers, InstantSource clock) {
    this.trackers = List.copyOf(trackers);
    this.clock = clock;
  }

  /** Begins to drive these trackers, and switches them off at the latest at the end of the JVM. */
  static FleetDriver start(List<DemoTracker> trackers, InstantSource clock) {
    var driver = new FleetDriver(trackers, clock);
    Leftovers.remember(driver);
    driver.thread.setDaemon(true);
    driver.thread.start();
    return driver;
  }

  private void run() {
    Instant next = Instant.ofEpochSecond(clock.instant().getEpochSecond() + 1);
    try {
      while (!stop.await(untilDueMs(next), TimeUnit.MILLISECONDS)) {
        for (DemoTracker tracker : trackers) {
          tracker.tick(next);
        }
        Instant following = next.plusSeconds(1);
        Instant now = clock.instant();
        // A machine that slept wakes up today, not where it fell asleep.
        next = following.isBefore(now.minusSeconds(10)) ? now.plusSeconds(1) : following;
        next = Instant.ofEpochSecond(next.getEpochSecond());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "the simulated fleet stands still", e);
    }
  }

  private long untilDueMs(Instant second) {
    return Math.max(0, second.toEpochMilli() + RECEIVER_DELAY_MS - clock.millis());
  }

  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(STOP_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // Each waits mostly for its own card and its own broker.
    try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
      trackers.forEach(tracker -> closing.execute(tracker::close));
    }
    Leftovers.forget(this);
  }
}
