package id.pantau.collector.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A command and what became of it.
 *
 * @param kind {@code Command.Kind.word}
 * @param state sent, done, refused, or no-answer when its time is over
 * @param answer the reason of a refusal, or what was asked for
 */
public record DeviceCommand(
    String id,
    String kind,
    JsonNode arguments,
    Instant madeAt,
    String madeBy,
    Instant expiresAt,
    String state,
    Optional<Instant> answeredAt,
    Optional<String> answer) {}
