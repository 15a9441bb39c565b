package id.pantau.collector.live;

import id.pantau.collector.scope.Viewer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Tells every viewer what has changed, in one order: first a snapshot, then the changes. Safe for
 * all threads; publishing never waits for a viewer.
 *
 * <p>What is published within a few milliseconds goes out as one event: more viewers, fewer and
 * larger events. One thread, {@code live-feed}, moves it from the pending map into the log.
 */
public final class LiveFeed implements AutoCloseable {
  /** Below this pause more events would only be more packets. */
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);

  /** How much longer the pause is for every viewer: 500 viewers get an event each 30 ms. */
  private static final Duration PAUSE_PER_VIEWER = Duration.ofNanos(40_000);

  private final LiveLog log;
  private final String logName = Long.toString(new SecureRandom().nextLong() >>> 1, 36);
  private final Function<Viewer, List<LivePosition>> snapshot;
  private final AtomicInteger viewers = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition published = lock.newCondition();

  /** What was published last of each vehicle: as large as the fleet. */
  private final Map<Integer, LivePosition> told = new HashMap<>();

  private Map<Integer, LivePosition> pendingPositions = new LinkedHashMap<>();
  private List<LiveNews> pendingNews = new ArrayList<>();
  private boolean closed;
  private final Thread mover = Thread.ofPlatform().name("live-feed").daemon().unstarted(this::move);

  /**
   * @param snapshot the newest position of every vehicle that a viewer may see
   */
  public LiveFeed(Function<Viewer, List<LivePosition>> snapshot, InstantSource clock) {
    this.snapshot = snapshot;
    this.log = new LiveLog(clock);
  }

  /** Begins to move what is published. */
  public void start() {
    mover.start();
  }

  /**
   * Positions that are committed, in any order and any number of times. An older fix of a vehicle
   * is not told any more, and nothing is told twice; so what is in the log only ever goes forward.
   */
  public void publish(List<LivePosition> positions) {
    lock.lock();
    try {
      for (LivePosition position : positions) {
        LivePosition before = told.get(position.vehicleId());
        if (before == null || position.replaces(before)) {
          told.put(position.vehicleId(), position);
          pendingPositions.put(position.vehicleId(), position);
        }
      }
      if (!pendingPositions.isEmpty()) {
        published.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** A report that is committed. */
  public void publish(LiveReport report) {
    lock.lock();
    try {
      // Of one agency and day only the newest counts: people cannot report faster than we tell.
      pendingNews.removeIf(
          old ->
              old instanceof LiveReport earlier
                  && earlier.opdId() == report.opdId()
                  && earlier.date().equals(report.date()));
      pendingNews.add(report);
      published.signal();
    } finally {
      lock.unlock();
    }
  }

  /** An alert that is committed and that people are to be told of now. */
  public void publish(LiveAlert alert) {
    lock.lock();
    try {
      pendingNews.add(alert); // a few hundred in a turn of who judges, moved on within milliseconds
      published.signal();
    } finally {
      lock.unlock();
    }
  }

  /** How many viewers are connected now. */
  public int viewers() {
    return viewers.get();
  }

  /** Ends all streams. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      published.signal();
    } finally {
      lock.unlock();
    }
    log.close();
  }

  LiveLog log() {
    return log;
  }

  String logName() {
    return logName;
  }

  /** The id of the newest event, to be asked from. */
  String cursor() {
    return logName + "-" + log.head();
  }

  PositionRows snapshot(Viewer viewer) {
    return PositionRows.of(snapshot.apply(viewer));
  }

  void viewerCame() {
    viewers.incrementAndGet();
  }

  void viewerWent() {
    viewers.decrementAndGet();
  }

  private void move() {
    try {
      while (moveOnce()) {
        TimeUnit.NANOSECONDS.sleep(
            SHORTEST_PAUSE.plus(PAUSE_PER_VIEWER.multipliedBy(viewers.get())).toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean moveOnce() throws InterruptedException {
    Collection<LivePosition> positions;
    List<LiveNews> told;
    lock.lock();
    try {
      while (pendingPositions.isEmpty() && pendingNews.isEmpty() && !closed) {
        published.await();
      }
      if (closed) {
        return false;
      }
      positions = pendingPositions.values();
      told = pendingNews;
      pendingPositions = new LinkedHashMap<>();
      pendingNews = new ArrayList<>();
    } finally {
      lock.unlock();
    }
    log.append(PositionRows.of(positions), told);
    return true;
  }
}
