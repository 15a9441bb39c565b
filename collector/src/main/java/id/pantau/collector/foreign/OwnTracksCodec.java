package id.pantau.collector.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.collector.web.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** What OwnTracks sends, over HTTP and MQTT alike (owntracks.org/booklet/tech/json). */
public final class OwnTracksCodec {
  private static final double KMH_MS = 1 / 3.6;
  private static final long MAX_EPOCH_S = 4_000_000_000L;
  private static final int MAX_TYPE_CHARS = 40;

  private OwnTracksCodec() {}

  /** Reads one message; only {@code location} says where the telephone is. */
  public static Told read(byte[] body) {
    if (body.length == 0) {
      return new Told.Nothing("empty"); // so a friend is deleted
    }
    JsonNode json;
    try {
      json = Json.read(body, JsonNode.class);
    } catch (IOException notJson) {
      return new Told.Bad("no JSON");
    }
    String type = json.path("_type").asText();
    return switch (type) {
      case "location" -> location(json);
      case "encrypted" ->
          new Told.Bad("encrypted: the encryption key in the app's settings must be empty");
      case "" -> new Told.Bad("no _type");
      default -> new Told.Nothing(type.substring(0, Math.min(MAX_TYPE_CHARS, type.length())));
    };
  }

  private static Told location(JsonNode json) {
    JsonNode tst = json.path("tst");
    if (!tst.isNumber() || !(tst.doubleValue() >= 0 && tst.doubleValue() < MAX_EPOCH_S)) {
      return new Told.Bad("no tst that can be read");
    }
    var numbers =
        new Numbers(
            number(json, "lat"),
            number(json, "lon"),
            number(json, "vel") * KMH_MS,
            number(json, "cog"),
            number(json, "alt"),
            Double.NaN,
            number(json, "acc"));
    return numbers.at(
        Instant.ofEpochMilli(Math.round(tst.doubleValue() * 1e3)),
        true,
        Numbers.battery(number(json, "batt")),
        charging(json.path("bs").asInt()));
  }

  /** {@code bs}: 0 unknown, 1 unplugged, 2 charging, 3 full. */
  private static Optional<Boolean> charging(int status) {
    return switch (status) {
      case 1 -> Optional.of(false);
      case 2, 3 -> Optional.of(true);
      default -> Optional.empty();
    };
  }

  private static double number(JsonNode json, String name) {
    return json.path(name).isNumber() ? json.path(name).doubleValue() : Double.NaN;
  }
}
