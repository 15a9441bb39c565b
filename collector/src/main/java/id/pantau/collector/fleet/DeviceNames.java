package id.pantau.collector.fleet;

import id.pantau.collector.web.Problem;
import id.pantau.wire.DeviceId;
import java.util.regex.Pattern;

/** Which names people may give to a tracker. */
public final class DeviceNames {
  /** As whom the office knocks at the broker. */
  public static final String REVOCATION_PROBE = "revocation-probe";

  /** Names that the broker's access list knows as ours. */
  private static final Pattern RESERVED = Pattern.compile("collector(-.*)?|" + REVOCATION_PROBE);

  private static final int SHOWN = 40;

  private DeviceNames() {}

  /**
   * The name that somebody typed.
   *
   * @throws Problem 422 when it is none, or one of ours
   */
  public static DeviceId require(String name) {
    try {
      if (!RESERVED.matcher(name).matches()) {
        return new DeviceId(name);
      }
    } catch (IllegalArgumentException noName) {
      throw Problem.of(422, "device-name-wrong", shortened(name));
    }
    throw Problem.of(422, "device-name-wrong", name);
  }

  /** What a refusal repeats of it. */
  public static String shortened(String name) {
    return name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "…";
  }
}
