package id.pantau.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The MQTT topics: {@code pantau/v1/up/{device}/{lane}} and {@code pantau/v1/down/{device}/{lane}}.
 */
public final class Topics {
  private static final String UP = "pantau/v1/up/";
  private static final String DOWN = "pantau/v1/down/";

  /** What a tracker sends. */
  public enum Up {
    /** The journal, oldest first: the record that counts. */
    TRACK,
    /** The newest position first, so that the map is right while a backlog drains; same records. */
    LIVE,
    /** Where a moving vehicle is now, for the map only: no record, see {@link PreviewCodec}. */
    PREVIEW,
    EVENT,
    HEALTH,
    /** Between two reports: it lives. */
    BEAT,
    /** What became of a command. */
    RESULT,
    /** A request for the next certificate: PKCS#10 in DER. */
    CSR,
    /** What a telephone says instead of all this: JSON of OwnTracks. */
    OWNTRACKS;

    private final String level = name().toLowerCase(java.util.Locale.ROOT);

    String level() {
      return level;
    }
  }

  /** What a tracker hears. */
  public enum Down {
    ACK,
    CONFIG,
    COMMAND,
    /** The answer to a request for a certificate. */
    CERTIFICATE;

    private final String level = name().toLowerCase(java.util.Locale.ROOT);

    String level() {
      return level;
    }
  }

  /** No record, or one that may be stored twice: every collector of a group wants to know. */
  private static final Set<Up> FOR_ALL = Set.of(Up.PREVIEW, Up.BEAT);

  private static final Map<String, Up> UP_BY_LEVEL =
      Stream.of(Up.values()).collect(Collectors.toMap(Up::level, lane -> lane));

  /** Where an upward message came from. */
  public record Source(DeviceId device, Up lane) {}

  private Topics() {}

  public static String up(DeviceId device, Up lane) {
    return UP + device + "/" + lane.level();
  }

  public static String down(DeviceId device, Down lane) {
    return DOWN + device + "/" + lane.level();
  }

  /** What the collector subscribes to. */
  public static String allUp() {
    return UP + "+/+";
  }

  /**
   * What a collector subscribes to that shares the work with the others of its group (MQTT 5, 4.8.2
   * "Shared Subscriptions"): of what is stored each message goes to one of them, what only says
   * that a vehicle lives or moves goes to all.
   *
   * @param group letters, digits and dashes
   */
  public static List<String> sharedUp(String group) {
    return Stream.of(Up.values())
        .map(
            lane ->
                (FOR_ALL.contains(lane) ? "" : "$share/" + group + "/") + UP + "+/" + lane.level())
        .toList();
  }

  /** What one tracker subscribes to. */
  public static String allDown(DeviceId device) {
    return DOWN + device + "/+";
  }

  /** The sender and lane of an upward topic; empty when the topic is not exactly one of ours. */
  public static Optional<Source> findSource(String topic) {
    if (!topic.startsWith(UP)) {
      return Optional.empty();
    }
    String rest = topic.substring(UP.length());
    int slash = rest.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    Up lane = UP_BY_LEVEL.get(rest.substring(slash + 1));
    return lane == null
        ? Optional.empty()
        : device(rest.substring(0, slash)).map(device -> new Source(device, lane));
  }

  private static Optional<DeviceId> device(String level) {
    try {
      return Optional.of(new DeviceId(level));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }
}
