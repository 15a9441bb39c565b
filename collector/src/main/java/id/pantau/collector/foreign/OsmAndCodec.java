package id.pantau.collector.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.collector.web.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What OsmAnd and Traccar Client send: parameters of a query or a form, or JSON since Traccar
 * Client 9 (traccar.org/osmand).
 */
public final class OsmAndCodec {
  /** Theirs are a dozen. */
  private static final int MAX_PARAMETERS = 64;

  private static final double KNOT_MS = 1852.0 / 3600;

  /** Seconds of the year 5138, milliseconds of 1973. */
  private static final double MILLISECONDS_FROM = 1e11;

  /** In 2096. */
  private static final Instant TOO_LATE = Instant.ofEpochSecond(4_000_000_000L);

  private static final int MAX_TIME_CHARS = 40;

  private OsmAndCodec() {}

  /** Whether a body is the newer JSON. */
  public static boolean isJson(byte[] body) {
    for (byte each : body) {
      if (!Character.isWhitespace(each)) {
        return each == '{';
      }
    }
    return false;
  }

  /** Reads parameters as they stand in an address or in a form: {@code a=1&b=2}. */
  public static Told readForm(String query, String body) {
    Map<String, String> given = new HashMap<>();
    try {
      for (String pair : (query + "&" + body).split("&", MAX_PARAMETERS + 2)) {
        if (given.size() >= MAX_PARAMETERS) {
          return new Told.Bad("more than " + MAX_PARAMETERS + " parameters");
        }
        int is = pair.indexOf('=');
        if (is > 0) {
          given.putIfAbsent(decoded(pair.substring(0, is)), decoded(pair.substring(is + 1)));
        }
      }
    } catch (IllegalArgumentException notEncoded) {
      return new Told.Bad("a parameter is not encoded as it should be");
    }
    if (!given.containsKey("lat") && !given.containsKey("lon")) {
      return new Told.Nothing("no-position");
    }
    Optional<Instant> time = time(given.getOrDefault("timestamp", ""));
    if (time.isEmpty()) {
      return new Told.Bad("no timestamp that can be read");
    }
    var numbers =
        new Numbers(
            number(given, "lat"),
            number(given, "lon"),
            number(given, "speed") * KNOT_MS,
            number(given, given.containsKey("bearing") ? "bearing" : "heading"),
            number(given, "altitude"),
            number(given, "hdop"),
            number(given, "accuracy"));
    boolean believed = flag(given.get("valid")).orElse(true);
    return numbers.at(
        time.get(), believed, Numbers.battery(number(given, "batt")), flag(given.get("charge")));
  }

  /** Reads {@code {"location":{…},"device_id":"…"}}. */
  public static Told readJson(byte[] body) {
    JsonNode location;
    try {
      location = Json.read(body, JsonNode.class).path("location");
    } catch (IOException notJson) {
      return new Told.Bad("no JSON");
    }
    JsonNode coords = location.path("coords");
    if (coords.isMissingNode()) {
      return new Told.Nothing("no-position");
    }
    Optional<Instant> time = time(location.path("timestamp").asText());
    if (time.isEmpty()) {
      return new Told.Bad("no timestamp that can be read");
    }
    var numbers =
        new Numbers(
            number(coords, "latitude"),
            number(coords, "longitude"),
            number(coords, "speed"),
            number(coords, "heading"),
            number(coords, "altitude"),
            Double.NaN,
            number(coords, "accuracy"));
    JsonNode battery = location.path("battery");
    OptionalInt percent = Numbers.battery(number(battery, "level") * 100);
    JsonNode charging = battery.path("is_charging");
    return numbers.at(
        time.get(),
        true,
        percent,
        charging.isBoolean() ? Optional.of(charging.booleanValue()) : Optional.empty());
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Seconds or milliseconds of 1970, ISO 8601, or {@code yyyy-MM-dd HH:mm:ss} in UTC. */
  static Optional<Instant> time(String text) {
    if (text.isEmpty() || text.length() > MAX_TIME_CHARS) {
      return Optional.empty();
    }
    try {
      return Optional.of(parsed(text))
          .filter(time -> time.isAfter(Instant.EPOCH) && time.isBefore(TOO_LATE));
    } catch (NumberFormatException | DateTimeException noTime) {
      return Optional.empty();
    }
  }

  private static Instant parsed(String text) {
    if (Character.isDigit(text.charAt(0)) && text.indexOf('-') < 0) {
      double number = Double.parseDouble(text);
      // What is far too large becomes the largest long, which is far too late.
      return Instant.ofEpochMilli(Math.round(number < MILLISECONDS_FROM ? number * 1e3 : number));
    }
    if (text.indexOf('T') < 0) {
      return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }
    // A plus that nobody has encoded arrives as a space.
    return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
  }

  private static double number(Map<String, String> given, String name) {
    try {
      return Double.parseDouble(given.getOrDefault(name, "NaN"));
    } catch (NumberFormatException noNumber) {
      return Double.NaN;
    }
  }

  private static double number(JsonNode of, String name) {
    return of.path(name).isNumber() ? of.path(name).doubleValue() : Double.NaN;
  }

  private static Optional<Boolean> flag(String text) {
    return switch (text == null ? "" : text) {
      case "true", "1" -> Optional.of(true);
      case "false", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
