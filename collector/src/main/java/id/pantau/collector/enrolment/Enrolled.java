package id.pantau.collector.enrolment;

import java.time.Instant;

/**
 * What a tracker takes home.
 *
 * @param certificate PEM, its own
 * @param authority PEM, whom it is to trust
 */
public record Enrolled(
    String deviceId, String certificate, String authority, String brokerUri, Instant expiresAt) {}
