package id.pantau.agent.serial;

import java.util.List;

/**
 * Which line to read.
 *
 * @param device the path, e.g. {@code /dev/gps0}; may be a symlink that changes its target
 * @param rates in bits a second; more than one are tried in turn until sentences make sense
 */
public record PortSettings(String device, List<Integer> rates) {
  /** The commonest first: most receivers, newer u-blox, fast ones, SiRF of old, the rest. */
  public static final List<Integer> USUAL_RATES =
      List.of(9_600, 38_400, 115_200, 4_800, 57_600, 19_200, 230_400, 460_800);

  public PortSettings {
    rates = List.copyOf(rates);
    if (device.isBlank()) {
      throw new IllegalArgumentException("no device");
    }
    if (rates.isEmpty()) {
      throw new IllegalArgumentException("no baud rate");
    }
    for (int baud : rates) {
      if (baud < 1_200 || baud > 921_600) {
        throw new IllegalArgumentException("baud " + baud + " is not between 1200 and 921600");
      }
    }
  }

  public PortSettings(String device, int baud) {
    this(device, List.of(baud));
  }
}
