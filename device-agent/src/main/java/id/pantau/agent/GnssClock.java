package id.pantau.agent;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The time of the satellites, carried on by the monotonic clock between epochs; the clock of the Pi
 * has no say. Any thread.
 */
final class GnssClock {
  private record Known(Instant time, long nanos) {}

  private volatile @Nullable Known known;

  void set(Instant time, long nanos) {
    known = new Known(time, nanos);
  }

  /** Empty before the first epoch. */
  Optional<Instant> now() {
    Known last = known;
    return last == null
        ? Optional.empty()
        : Optional.of(last.time.plusNanos(System.nanoTime() - last.nanos).truncatedTo(MILLIS));
  }

  private static final java.time.temporal.ChronoUnit MILLIS = java.time.temporal.ChronoUnit.MILLIS;
}
