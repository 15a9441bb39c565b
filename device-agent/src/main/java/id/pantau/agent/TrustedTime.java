package id.pantau.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * At which moment certificates must be valid: by the machine's clock, which may have been asleep
 * since 1970, or by the satellites when the two are far apart.
 */
final class TrustedTime {
  /** Less decides about no certificate: they begin a day early. */
  private static final Duration FAR_OFF = Duration.ofHours(1);

  private TrustedTime() {}

  /**
   * The moment to be used instead of the machine's.
   *
   * @param satellites empty while it is not known
   * @return empty when the machine's clock is good enough, or nothing better is known
   */
  static Optional<Instant> of(Optional<Instant> satellites, InstantSource machine) {
    return satellites.filter(
        time -> Duration.between(time, machine.instant()).abs().compareTo(FAR_OFF) > 0);
  }
}
