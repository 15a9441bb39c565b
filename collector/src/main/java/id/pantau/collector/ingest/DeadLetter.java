package id.pantau.collector.ingest;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * A payload that cannot be stored, with the reason.
 *
 * @param deviceNo the tracker, when the topic names one
 */
record DeadLetter(
    Instant receivedAt, OptionalInt deviceNo, String topic, String reason, byte[] payload) {}
