package id.pantau.collector.db;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Does something over and over in the background until it is closed; when that fails, as it does
 * while the database is away, it is tried again after a pause.
 */
public final class Worker implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Worker.class.getName());
  private static final Duration END_LIMIT = Duration.ofSeconds(10);

  private final String purpose;
  private final Duration faultPause;
  private final Supplier<Duration> turn;
  private final CountDownLatch ending = new CountDownLatch(1);
  private final Thread thread;
  private Duration firstPause = Duration.ZERO;

  /**
   * @param purpose for the name of the thread and for failures, e.g. {@code "derive days"}
   * @param turn does some of it; how long to rest until the next turn
   */
  public Worker(String purpose, Duration faultPause, Supplier<Duration> turn) {
    this.purpose = purpose;
    this.faultPause = faultPause;
    this.turn = turn;
    this.thread = Thread.ofVirtual().name(purpose).unstarted(this::work);
  }

  /** Begins; the first turn comes after this pause. */
  public void start(Duration pause) {
    firstPause = pause;
    thread.start();
  }

  /** Waits for the turn that is being taken, 10 s at most. Without a start there is none. */
  @Override
  public void close() {
    ending.countDown();
    try {
      if (thread.isAlive()) {
        thread.join(END_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    Duration pause = firstPause;
    while (!isEndingAfter(pause)) {
      try {
        pause = turn.get();
      } catch (RuntimeException databaseAway) {
        LOG.log(System.Logger.Level.WARNING, "cannot " + purpose + ", trying again", databaseAway);
        pause = faultPause;
      }
    }
  }

  private boolean isEndingAfter(Duration pause) {
    try {
      return ending.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
