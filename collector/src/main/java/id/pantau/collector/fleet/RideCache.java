package id.pantau.collector.fleet;

import id.pantau.collector.db.DatabaseAway;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which tracker rides in which vehicle, in memory: every batch of positions and every look at the
 * map asks. Read again after every change of ours, and when it is older than {@link #FRESH_FOR},
 * because another collector may have changed it. Safe for all threads.
 *
 * <p>One thread reads; the others go on with what is known. So five hundred viewers who come at
 * once cost one read, and while the database is away the map still knows whose a position is.
 */
final class RideCache {
  static final Duration FRESH_FOR = Duration.ofSeconds(10);

  private static final Logger LOG = System.getLogger(RideCache.class.getName());

  private final Supplier<Rows> read;
  private final InstantSource clock;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Rides known;

  /** What the database says. */
  record Rows(List<Ride> rides, List<Integer> revoked) {}

  /** The same, by tracker and by vehicle. */
  record Rides(
      Instant readAt,
      Map<Integer, List<Ride>> byDevice,
      Map<Integer, List<Ride>> byVehicle,
      Set<Integer> revoked) {

    private static Rides of(Rows rows, Instant readAt) {
      return new Rides(
          readAt,
          rows.rides.stream().collect(Collectors.groupingBy(Ride::deviceNo)),
          rows.rides.stream().collect(Collectors.groupingBy(Ride::vehicleId)),
          Set.copyOf(rows.revoked));
    }
  }

  RideCache(Supplier<Rows> read, InstantSource clock) {
    this.read = read;
    this.clock = clock;
  }

  /**
   * The rides, seldom older than {@link #FRESH_FOR}.
   *
   * @throws DatabaseAway when they were never read and cannot be
   */
  Rides get() {
    Rides now = known;
    if (now == null) {
      return renew();
    }
    if (isFresh(now) || !reading.tryLock()) {
      return now;
    }
    try {
      return renew();
    } catch (DatabaseAway away) {
      LOG.log(Level.DEBUG, "going on with the rides known", away);
      return now;
    } finally {
      reading.unlock();
    }
  }

  /**
   * Reads them now, after every read that has begun: what was committed before this call is known
   * after it.
   */
  Rides renew() {
    reading.lock();
    try {
      Rides next = Rides.of(read.get(), clock.instant());
      known = next;
      return next;
    } finally {
      reading.unlock();
    }
  }

  private boolean isFresh(Rides rides) {
    return Duration.between(rides.readAt, clock.instant()).abs().compareTo(FRESH_FOR) <= 0;
  }
}
