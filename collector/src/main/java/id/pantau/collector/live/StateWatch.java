package id.pantau.collector.live;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tells the feed what changes by the mere passing of time: who has fallen silent, who stands long
 * enough to be parked, who has gone straight on; and what could not be told at its time. One
 * thread, {@code state-watch}.
 */
public final class StateWatch implements AutoCloseable {
  private static final Logger LOG = System.getLogger(StateWatch.class.getName());
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Supplier<List<LivePosition>> all;
  private final LiveFeed feed;
  private final CountDownLatch ending = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().name("state-watch").daemon().unstarted(this::watch);

  /**
   * @param all the newest position of every vehicle
   */
  public StateWatch(Supplier<List<LivePosition>> all, LiveFeed feed) {
    this.all = all;
    this.feed = feed;
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    ending.countDown();
  }

  private void watch() {
    try {
      while (!ending.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      feed.publish(all.get()); // which tells only what it has not told before
    } catch (RuntimeException databaseAway) {
      // Riding assignments could not be read; the next look tells what this one missed.
      LOG.log(Level.DEBUG, "cannot look at the states", databaseAway);
    }
  }
}
