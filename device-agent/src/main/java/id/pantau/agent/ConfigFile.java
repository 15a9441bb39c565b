package id.pantau.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configuration file: either {@code key.sub-key=value} lines, or the little of YAML that a
 * technician writes: nested keys, two spaces a level, and values.
 */
public final class ConfigFile {
  /** The file cannot be used; the message tells the technician what to change. */
  public static final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    Problem(String message) {
      super(message);
    }
  }

  private static final long MAX_BYTES = 64 * 1024;
  private static final Pattern YAML =
      Pattern.compile("(?<indent> *)(?<key>[A-Za-z0-9-]+):(?: +(?<value>.*))?");
  private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  private final Path file;
  private final Map<String, String> values;
  private final TreeSet<String> asked = new TreeSet<>();

  private ConfigFile(Path file, Map<String, String> values) {
    this.file = file;
    this.values = values;
  }

  static ConfigFile read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new Problem(file + ": terlalu besar | too large for a configuration");
      }
      List<String> lines = Files.readAllLines(file);
      boolean properties = file.getFileName().toString().endsWith(".properties");
      return new ConfigFile(file, properties ? properties(file, lines) : yaml(file, lines));
    } catch (IOException e) {
      throw new Problem(file + ": tidak terbaca | cannot be read: " + e.getMessage());
    }
  }

  private static Map<String, String> properties(Path file, List<String> lines) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = withoutComment(lines.get(i)).strip();
      if (!line.isEmpty()) {
        int equals = line.indexOf('=');
        if (equals < 1) {
          throw at(file, i, "bukan kunci=nilai | not key=value: " + line);
        }
        put(file, i, values, line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    return values;
  }

  private static Map<String, String> yaml(Path file, List<String> lines) {
    Map<String, String> values = new LinkedHashMap<>();
    Deque<String> path = new ArrayDeque<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = withoutComment(lines.get(i)).stripTrailing();
      if (line.isEmpty() || line.equals("---")) {
        continue;
      }
      Matcher matcher = YAML.matcher(line);
      if (!matcher.matches()) {
        throw at(file, i, "bukan kunci: nilai | not key: value: " + line.strip());
      }
      int indent = matcher.group("indent").length();
      if (indent % 2 != 0 || indent / 2 > path.size()) {
        throw at(file, i, "dua spasi per tingkat | two spaces a level: " + line.strip());
      }
      while (path.size() > indent / 2) {
        path.removeLast();
      }
      path.addLast(matcher.group("key"));
      String value = matcher.group("value");
      if (value != null && !value.isBlank()) {
        put(file, i, values, String.join(".", path), unquoted(value.strip()));
      }
    }
    return values;
  }

  private static String withoutComment(String line) {
    int hash = line.indexOf('#');
    return hash == 0 || hash > 0 && line.charAt(hash - 1) == ' ' ? line.substring(0, hash) : line;
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() >= 2
            && (value.startsWith("\"") && value.endsWith("\"")
                || value.startsWith("'") && value.endsWith("'"));
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static void put(
      Path file, int line, Map<String, String> values, String key, String value) {
    if (values.put(key, value) != null) {
      throw at(file, line, "dua kali | given twice: " + key);
    }
  }

  private static Problem at(Path file, int line, String what) {
    return new Problem(file + ", baris | line " + (line + 1) + ": " + what);
  }

  /** The same with these values instead, whether the file has the keys or not. */
  ConfigFile with(Map<String, String> others) {
    Map<String, String> all = new LinkedHashMap<>(values);
    all.putAll(others);
    return new ConfigFile(file, all);
  }

  /** The same with these values where this file has none. */
  ConfigFile orElse(ConfigFile fallback) {
    Map<String, String> all = new LinkedHashMap<>(fallback.values);
    values.forEach(
        (key, value) -> {
          if (!value.isEmpty()) {
            all.put(key, value);
          }
        });
    return new ConfigFile(file, all);
  }

  Optional<String> find(String key) {
    asked.add(key);
    return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
  }

  String get(String key) {
    return find(key).orElseThrow(() -> new Problem(file + ": tidak ada | there is no " + key));
  }

  /** A file; a relative one lies beside the configuration. */
  Path getPath(String key) {
    return file.toAbsolutePath().getParent().resolve(get(key)).normalize();
  }

  Optional<Path> findPath(String key) {
    return find(key).map(value -> getPath(key));
  }

  int getInt(String key, int otherwise) {
    Optional<String> text = find(key);
    try {
      return text.map(Integer::parseInt).orElse(otherwise);
    } catch (NumberFormatException e) {
      throw wrong(key, "bilangan bulat | a whole number");
    }
  }

  double getDouble(String key, double otherwise) {
    Optional<String> text = find(key);
    try {
      return text.map(Double::parseDouble).orElse(otherwise);
    } catch (NumberFormatException e) {
      throw wrong(key, "bilangan | a number");
    }
  }

  boolean getBoolean(String key, boolean otherwise) {
    return switch (find(key).orElse(Boolean.toString(otherwise))) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw wrong(key, "true, false");
    };
  }

  Duration getDuration(String key, Duration otherwise) {
    Optional<String> text = find(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    Matcher matcher = TIME.matcher(text.get());
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(number);
        case "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        default -> Duration.ofHours(number);
      };
    }
    try {
      return Duration.parse(text.get());
    } catch (DateTimeParseException e) {
      throw wrong(key, "500ms, 15s, 5m, 2h, PT15S");
    }
  }

  Problem wrong(String key, String expected) {
    return new Problem(
        "%s: %s: \"%s\" tidak dapat dipakai, seharusnya | cannot be used, expected %s"
            .formatted(file, key, values.get(key), expected));
  }

  /** A value that a record refused, with its reason. */
  Problem refused(String what, IllegalArgumentException why) {
    return new Problem(file + ": " + what + ": " + why.getMessage());
  }

  /** Refuses what nobody asked for: a misspelt key must not be taken for its default. */
  void refuseUnknown() {
    List<String> unknown = new ArrayList<>(values.keySet());
    unknown.removeAll(asked);
    if (!unknown.isEmpty()) {
      throw new Problem(
          "%s: tidak dikenal | unknown: %s. Yang ada | There are: %s"
              .formatted(file, String.join(", ", unknown), String.join(", ", asked)));
    }
  }
}
