package id.pantau.collector.enrolment;

/**
 * What became of a revocation.
 *
 * @param certificates how many of ours hold no longer; 0 = it has one that was made elsewhere
 * @param sessionEnded whether its connection to the broker was ended, or it had none
 * @param brokerRefuses whether the broker was seen to refuse what the new list names
 */
public record Revoked(
    String deviceId, long certificates, boolean sessionEnded, boolean brokerRefuses) {}
