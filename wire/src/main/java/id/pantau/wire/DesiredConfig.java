package id.pantau.wire;

import java.util.Map;

/**
 * The settings that a tracker is to use instead of those of its file.
 *
 * @param version counts up from 1
 * @param values keys as in the configuration file, at most {@link #MAX_VALUES}
 */
public record DesiredConfig(int version, Map<String, String> values) {
  public static final int MAX_VALUES = 64;
  private static final int MAX_CHARS = 200;

  public DesiredConfig {
    values = Map.copyOf(values);
    if (version < 1) {
      throw new IllegalArgumentException("version " + version);
    }
    if (values.size() > MAX_VALUES) {
      throw new IllegalArgumentException("values " + values.size());
    }
    values.forEach(
        (key, value) -> {
          if (key.length() > MAX_CHARS || value.length() > MAX_CHARS) {
            throw new IllegalArgumentException("value too long");
          }
        });
  }
}
