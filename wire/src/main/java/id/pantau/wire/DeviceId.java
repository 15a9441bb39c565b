package id.pantau.wire;

import java.util.regex.Pattern;

/**
 * The identity of a tracker: the CN of its certificate, its MQTT user name and its client id.
 *
 * @param value 1 to 32 characters of {@code a-z 0-9 -}. Nothing else is allowed because the id is a
 *     level of MQTT topics: a {@code /}, {@code +} or {@code #} in it would let a device write
 *     where it does not belong.
 */
public record DeviceId(String value) implements Comparable<DeviceId> {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9-]{1,32}");

  public DeviceId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("device id must match [a-z0-9-]{1,32}: " + value);
    }
  }

  @Override
  public int compareTo(DeviceId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
