package id.pantau.collector.live;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** What one number stands for. */
  record Event(long number, Instant at, List<PositionRow> positions, List<LiveReport> reports) {}

  /**
   * What a reader has not had, made one.
   *
   * @param last the number to ask from next time
   * @param positions the newest of each vehicle only
   */
  record News(long last, List<PositionRow> positions, List<LiveReport> reports) {
    boolean isEmpty() {
      return positions.isEmpty() && reports.isEmpty();
    }
  }

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Event[] ring = new Event[MAX_EVENTS];
  private long head;
  private long tail = 1;
  private boolean closed;

  LiveLog(InstantSource clock) {
    this.clock = clock;
  }

  void append(List<PositionRow> positions, List<LiveReport> reports) {
    lock.lock();
    try {
      forget();
      head++;
      ring[index(head)] =
          new Event(head, clock.instant(), List.copyOf(positions), List.copyOf(reports));
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
    lock.lock();
    try {
      while (head <= number && !closed && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      if (closed || number < tail - 1) {
        return Optional.empty();
      }
      return Optional.of(merged(number));
    } finally {
      lock.unlock();
    }
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

  private News merged(long number) {
    Map<Integer, PositionRow> newest = new LinkedHashMap<>();
    List<LiveReport> reports = new ArrayList<>();
    for (long n = number + 1; n <= head; n++) {
      Event event = ring[index(n)];
      for (PositionRow row : event.positions) {
        newest.merge(row.vehicleId(), row, PositionRow::newer);
      }
      reports.addAll(event.reports);
    }
    return new News(head, List.copyOf(newest.values()), reports);
  }

  /** Makes room for one more. */
  private void forget() {
    Instant oldest = clock.instant().minus(KEPT_FOR);
    while (tail <= head
        && (head - tail + 1 >= MAX_EVENTS || ring[index(tail)].at.isBefore(oldest))) {
      ring[index(tail)] = null;
      tail++;
    }
  }

  private static int index(long number) {
    return (int) (number % MAX_EVENTS);
  }
}
