package id.pantau.collector.ingest;

import id.pantau.wire.Fix;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which positions cannot be true whatever the receiver says. Jumps and the like are the tracker's
 * to mark; they are stored.
 */
final class ScreenPolicy {
  /** Before there was a Pantau no tracker of ours had a fix. */
  static final Instant FLOOR = Instant.parse("2024-01-01T00:00:00Z");

  /**
   * The clock of a server room may be behind satellite time by so much. More would let one faulty
   * receiver be the newest position of its vehicle for as long.
   */
  static final Duration AHEAD = Duration.ofMinutes(5);

  private ScreenPolicy() {}

  /** Why this position is refused; empty when it is not. */
  static Optional<String> refusal(Fix fix, Instant now) {
    if (fix.fixTime().isBefore(FLOOR)) {
      return Optional.of("fix time " + fix.fixTime() + " is before " + FLOOR);
    }
    // A server that itself lives in the past must not judge: it waits until its clock is set.
    if (now.isAfter(FLOOR) && fix.fixTime().isAfter(now.plus(AHEAD))) {
      return Optional.of("fix time " + fix.fixTime() + " is ahead of the server's " + now);
    }
    return Optional.empty();
  }
}
