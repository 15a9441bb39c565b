package id.pantau.collector.enrolment;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A tracker, or a name that a code waits for, and whether it may come to the broker.
 *
 * @param vehicleId the vehicle it rides in, or will ride in
 * @param state {@code active}, {@code expired}, {@code revoked}, {@code none} (no certificate of
 *     ours)
 * @param code the code that waits for it
 */
public record Tracker(
    String deviceId,
    OptionalInt vehicleId,
    Optional<String> vehicleName,
    Optional<String> plate,
    String state,
    Optional<Certificate> certificate,
    Optional<Revocation> revocation,
    Optional<OpenCode> code) {

  /** The newest certificate. */
  public record Certificate(String serial, Instant issuedAt, Instant expiresAt) {}

  /** Since when and why it may speak no longer. */
  public record Revocation(Instant at, String by, String reason) {}

  /** A code that nobody has used yet; what it is, was told once. */
  public record OpenCode(Instant madeAt, String madeBy, Instant expiresAt) {}
}
