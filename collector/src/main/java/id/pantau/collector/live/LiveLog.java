package id.pantau.collector.live;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last events in order, each with the next number. Readers come and fetch what they have not
 * had: so a slow one costs nothing, and fetches in one go what it has missed.
 *
 * <p>Guarded by its lock; nothing is written to a network while it is held.
 */
final class LiveLog {
  /** Older events are forgotten, and who has not had them starts again from a snapshot. */
  static final Duration KEPT_FOR = Duration.ofMinutes(5);

  /** As many as five minutes at fifty a second; the oldest go first. */
  static final int MAX_EVENTS = 15_000;

  /**
   * As many positions as 2 000 vehicles report in five minutes, twice; about 20 MB. With more the
   * log reaches less far back.
   */
  static final int MAX_ROWS = 250_000;

  /** What one number stands for. */
  record Event(long number, Instant at, PositionRows positions, List<LiveNews> told) {}

  /**
   * What a reader has not had, made one.
   *
   * @param last the number to ask from next time
   * @param positions the last of each vehicle only; the feed sees to it that this is the newest
   */
  record News(long last, PositionRows positions, List<LiveNews> told) {
    boolean isEmpty() {
      return positions.isEmpty() && told.isEmpty();
    }
  }

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Event[] ring = new Event[MAX_EVENTS];
  private long head;
  private long tail = 1;
  private int rows;
  private boolean closed;

  LiveLog(InstantSource clock) {
    this.clock = clock;
  }

  void append(PositionRows positions, List<LiveNews> told) {
    lock.lock();
    try {
      forget(positions.count());
      head++;
      rows += positions.count();
      ring[index(head)] = new Event(head, clock.instant(), positions, List.copyOf(told));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The number of the newest event; 0 before the first. */
  long head() {
    lock.lock();
    try {
      return head;
    } finally {
      lock.unlock();
    }
  }

  /** Whether everything after this number is still here. */
  boolean reaches(long number) {
    lock.lock();
    try {
      return number >= tail - 1 && number <= head;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there is something after {@code number}, at most for the limit.
   *
   * @return what has come, maybe nothing; empty when some of it is forgotten or the log is closed
   */
  Optional<News> after(long number, Duration limit) throws InterruptedException {
    long nanos = limit.toNanos();
    List<Event> events;
    lock.lock();
    try {
      while (head <= number && !closed && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      if (closed || number < tail - 1) {
        return Optional.empty();
      }
      events = new ArrayList<>((int) (head - number));
      for (long n = number + 1; n <= head; n++) {
        events.add(ring[index(n)]);
      }
    } finally {
      lock.unlock();
    }
    // Outside the lock: hundreds of readers do this at once.
    return Optional.of(merged(number, events));
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static News merged(long number, List<Event> events) {
    if (events.isEmpty()) {
      return new News(number, PositionRows.NONE, List.of());
    }
    return new News(
        events.getLast().number,
        PositionRows.newest(events.stream().map(Event::positions).toList()),
        events.stream().flatMap(event -> event.told.stream()).toList());
  }

  /** Makes room for one more event with so many positions. */
  private void forget(int moreRows) {
    Instant oldest = clock.instant().minus(KEPT_FOR);
    while (tail <= head
        && (head - tail + 1 >= MAX_EVENTS
            || rows + moreRows > MAX_ROWS
            || ring[index(tail)].at.isBefore(oldest))) {
      rows -= ring[index(tail)].positions.count();
      ring[index(tail)] = null;
      tail++;
    }
  }

  private static int index(long number) {
    return (int) (number % MAX_EVENTS);
  }
}
