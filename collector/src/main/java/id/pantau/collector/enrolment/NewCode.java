package id.pantau.collector.enrolment;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * A code, this one time in the open, and all that a tracker needs with it.
 *
 * @param code in two groups of four
 * @param server where the tracker brings it
 * @param fingerprint of our authority, by which a tracker without its certificate knows us
 */
public record NewCode(
    String code,
    String deviceId,
    OptionalInt vehicleId,
    Instant expiresAt,
    String server,
    String fingerprint) {
  @Override
  public String toString() {
    return "code for " + deviceId; // must not reach a log
  }
}
