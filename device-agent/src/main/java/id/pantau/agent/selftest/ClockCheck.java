package id.pantau.agent.selftest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Compares the clock of the machine with that of the satellites. */
final class ClockCheck {
  private static final Duration RIGHT = Duration.ofSeconds(5);

  /** Certificates begin a day early for that. */
  private static final Duration WRONG = Duration.ofDays(1);

  private ClockCheck() {}

  /**
   * Judges.
   *
   * @param built no true time is before this program
   */
  static Finding judge(Instant machine, Optional<Instant> satellites, Instant built) {
    if (satellites.isEmpty()) {
      return machine.isBefore(built)
          ? Finding.of(Saying.CLOCK_IMPOSSIBLE, machine)
          : Finding.of(Saying.CLOCK_UNKNOWN, machine);
    }
    Duration off = Duration.between(satellites.get(), machine);
    if (off.abs().compareTo(RIGHT) <= 0) {
      return Finding.of(Saying.CLOCK_RIGHT, off.toSeconds());
    }
    boolean wrong = off.abs().compareTo(WRONG) > 0;
    return Finding.of(wrong ? Saying.CLOCK_WRONG : Saying.CLOCK_OFF, off.toSeconds(), machine);
  }
}
