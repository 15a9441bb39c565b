package id.pantau.agent.vitals;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long the machine is up, how busy it is, and what memory is left and used by us. */
final class Load implements Source {
  private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d{1,12}) kB");
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d{1,12}) kB");
  private static final Pattern UP = Pattern.compile("^(\\d{1,12})(\\.|\\s|$)");
  private static final Pattern BUSY = Pattern.compile("^(\\d{1,6}\\.\\d{2}) ");

  private final SystemFiles files;

  Load(SystemFiles files) {
    this.files = files;
  }

  @Override
  public Map<String, String> read() {
    Map<String, String> readings = new LinkedHashMap<>();
    find("proc/uptime", UP).ifPresent(text -> readings.put("uptime-s", text));
    find("proc/loadavg", BUSY).ifPresent(text -> readings.put("load-1min", text));
    find("proc/meminfo", AVAILABLE).ifPresent(text -> readings.put("memory-free-mb", mb(text)));
    find("proc/self/status", RESIDENT).ifPresent(text -> readings.put("agent-memory-mb", mb(text)));
    return readings;
  }

  private Optional<String> find(String file, Pattern pattern) {
    return files.find(file).map(pattern::matcher).filter(Matcher::find).map(m -> m.group(1));
  }

  private static String mb(String kib) {
    return Long.toString(Long.parseLong(kib) * 1_024 / 1_000_000);
  }
}
