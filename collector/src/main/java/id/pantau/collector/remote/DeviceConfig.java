package id.pantau.collector.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * What a tracker is to use, and what it says that it uses.
 *
 * @param desired empty when nobody has ever asked for anything
 * @param reported empty when it has never said anything
 */
public record DeviceConfig(Optional<Desired> desired, Optional<Reported> reported) {
  /** Settings by key of the configuration file. */
  public record Desired(int version, JsonNode values, Instant madeAt, String madeBy) {}

  /**
   * From its newest health report.
   *
   * @param state trial, applied, refused or rolled-back
   */
  public record Reported(int version, String state, Optional<String> reason, Instant at) {}
}
