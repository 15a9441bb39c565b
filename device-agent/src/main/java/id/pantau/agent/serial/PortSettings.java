package id.pantau.agent.serial;

/**
 * Which line to read.
 *
 * @param device the path, e.g. {@code /dev/gps0}; may be a symlink that changes its target
 * @param baud bits a second
 */
public record PortSettings(String device, int baud) {
  /** What most receivers use from the factory. */
  public static final int DEFAULT_BAUD = 9_600;

  public PortSettings {
    if (device.isBlank()) {
      throw new IllegalArgumentException("no device");
    }
    if (baud < 1_200 || baud > 921_600) {
      throw new IllegalArgumentException("baud " + baud + " is not between 1200 and 921600");
    }
  }
}
