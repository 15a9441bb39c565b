package id.pantau.agent.vitals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signal and operator of the mobile network, as ModemManager knows them ({@code mmcli -K}: lines of
 * key and value, {@code --} for what is not known). Nothing where there is no ModemManager.
 */
final class Modem implements Source {
  private static final Pattern LINE = Pattern.compile("(?m)^(modem\\.\\S+)\\s*: (.{1,60})$");

  private final Programs programs;

  Modem(Programs programs) {
    this.programs = programs;
  }

  @Override
  public Map<String, String> read() {
    Map<String, String> readings = new LinkedHashMap<>();
    programs.ask(List.of("mmcli", "-m", "any", "-K")).ifPresent(said -> put(readings, said));
    return readings;
  }

  private static void put(Map<String, String> readings, String said) {
    Map<String, String> values = new LinkedHashMap<>();
    Matcher line = LINE.matcher(said);
    while (line.find()) {
      values.put(line.group(1), line.group(2).strip());
    }
    find(values, "modem.generic.state").ifPresent(v -> readings.put("modem-state", v));
    find(values, "modem.generic.signal-quality.value")
        .ifPresent(v -> readings.put("modem-signal-pct", v));
    find(values, "modem.generic.access-technologies.value[1]")
        .ifPresent(v -> readings.put("modem-radio", v));
    find(values, "modem.3gpp.operator-name").ifPresent(v -> readings.put("modem-operator", v));
    find(values, "modem.3gpp.registration-state")
        .ifPresent(v -> readings.put("modem-registration", v));
  }

  private static Optional<String> find(Map<String, String> values, String key) {
    return Optional.ofNullable(values.get(key)).filter(value -> !value.equals("--"));
  }
}
