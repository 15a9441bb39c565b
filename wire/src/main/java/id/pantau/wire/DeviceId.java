package id.pantau.wire;

/**
 * The identity of a tracker: the CN of its certificate, its MQTT user name and its client id.
 *
 * @param value 1 to 32 characters of {@code a-z 0-9 -}. Nothing else is allowed because the id is a
 *     level of MQTT topics: a {@code /}, {@code +} or {@code #} in it would let a device write
 *     where it does not belong.
 */
public record DeviceId(String value) implements Comparable<DeviceId> {
  private static final int MAX_LENGTH = 32;

  public DeviceId {
    if (!hasShape(value)) {
      throw new IllegalArgumentException("device id must match [a-z0-9-]{1,32}: " + value);
    }
  }

  /** By hand: an expression would take longer than all else that is read of a message's topic. */
  private static boolean hasShape(String value) {
    boolean good = !value.isEmpty() && value.length() <= MAX_LENGTH;
    for (int i = 0; good && i < value.length(); i++) {
      char c = value.charAt(i);
      good = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
    }
    return good;
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
