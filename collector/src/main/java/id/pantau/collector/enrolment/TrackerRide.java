package id.pantau.collector.enrolment;

import java.time.Instant;
import java.util.Optional;

/**
 * A tracker in a vehicle.
 *
 * @param until the first moment after; empty while it rides
 */
public record TrackerRide(String deviceId, Instant from, Optional<Instant> until) {}
