package id.pantau.collector.foreign;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A tracker of another maker, as its keepers see it.
 *
 * @param vehicleId the vehicle it rides in
 * @param keyMadeAt since when its key holds
 * @param revokedAt since when it has none
 * @param lastSeenAt when its newest position came
 * @param batteryPct as it last said; so for charging and accuracy
 */
public record ForeignTracker(
    String deviceId,
    OptionalInt vehicleId,
    Optional<String> vehicleName,
    Optional<String> plate,
    Instant madeAt,
    String madeBy,
    Instant keyMadeAt,
    Optional<Instant> revokedAt,
    Optional<Instant> lastSeenAt,
    OptionalInt batteryPct,
    Optional<Boolean> charging,
    OptionalDouble accuracyM) {}
