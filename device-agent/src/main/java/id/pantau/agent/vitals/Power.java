package id.pantau.agent.vitals;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a Raspberry Pi has enough voltage and is cool enough, and the voltage where a sensor is.
 *
 * <p>The bits are those of {@code vcgencmd get_throttled}; the kernel tells them in a file as well,
 * in hexadecimal without a prefix.
 */
final class Power implements Source {
  private static final int UNDER_VOLTAGE = 1;

  /** Frequency capped, throttled, soft temperature limit. */
  private static final int SLOWED = 0b1110;

  private static final int EARLIER = 16;

  private final SystemFiles files;
  private final Programs programs;

  Power(SystemFiles files, Programs programs) {
    this.files = files;
    this.programs = programs;
  }

  @Override
  public Map<String, String> read() {
    Map<String, String> readings = new LinkedHashMap<>();
    OptionalLong bits = bits();
    if (bits.isPresent()) {
      long value = bits.getAsLong();
      readings.put("throttled-bits", "0x" + Long.toHexString(value));
      readings.put("under-voltage", word(value, UNDER_VOLTAGE));
      readings.put("slowed", word(value, SLOWED));
    } else {
      alarm().ifPresent(on -> readings.put("under-voltage", on ? "now" : "no"));
    }
    voltage().ifPresent(volts -> readings.put("supply-v", volts));
    return readings;
  }

  private static String word(long bits, int mask) {
    if ((bits & mask) != 0) {
      return "now";
    }
    return (bits & (long) mask << EARLIER) == 0 ? "no" : "earlier";
  }

  private OptionalLong bits() {
    // soc on older boards, soc@107c000000 on the Pi 5; the firmware lies below it.
    for (Path soc : files.list("sys/devices/platform", "soc*")) {
      for (Path firmware : new SystemFiles(soc).list("", "*firmware")) {
        Optional<String> text = SystemFiles.find(firmware.resolve("get_throttled"));
        if (text.isPresent()) {
          return hexadecimal(text.get());
        }
      }
    }
    return programs
        .ask(List.of("vcgencmd", "get_throttled"))
        .map(said -> hexadecimal(said.strip().replaceFirst("^throttled=", "")))
        .orElse(OptionalLong.empty());
  }

  private static OptionalLong hexadecimal(String text) {
    return SystemFiles.number(text.startsWith("0x") ? text : "0x" + text);
  }

  /** The kernel's own watch over the 5 V, on boards where the bits cannot be read. */
  private Optional<Boolean> alarm() {
    for (Path sensor : files.list("sys/class/hwmon", "hwmon*")) {
      if (SystemFiles.find(sensor.resolve("name")).equals(Optional.of("rpi_volt"))) {
        return SystemFiles.find(sensor.resolve("in0_lcrit_alarm")).map("1"::equals);
      }
    }
    return Optional.empty();
  }

  /** Of an INA2xx on the supply (millivolts), or of a battery hat (microvolts). */
  private Optional<String> voltage() {
    for (Path sensor : files.list("sys/class/hwmon", "hwmon*")) {
      boolean meter = SystemFiles.find(sensor.resolve("name")).orElse("").startsWith("ina");
      OptionalLong millivolts = SystemFiles.findNumber(sensor.resolve("in1_input"));
      if (meter && millivolts.isPresent()) {
        return Optional.of(volts(millivolts.getAsLong() / 1e3));
      }
    }
    for (Path supply : files.list("sys/class/power_supply", "*")) {
      OptionalLong microvolts = SystemFiles.findNumber(supply.resolve("voltage_now"));
      if (microvolts.isPresent()) {
        return Optional.of(volts(microvolts.getAsLong() / 1e6));
      }
    }
    return Optional.empty();
  }

  private static String volts(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
