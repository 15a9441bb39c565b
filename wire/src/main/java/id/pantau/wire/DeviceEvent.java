package id.pantau.wire;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, numbered in the same journal as the positions.
 *
 * @param at the last known place, or null when there was none yet
 * @param details at most 16 short values, keys in kebab-case with the unit at the end where there
 *     is one ({@code speed-kmh})
 */
public record DeviceEvent(
    EventKind kind, Instant time, @Nullable LatLon at, Map<String, String> details) {
  public static final int MAX_DETAILS = 16;
  public static final int MAX_DETAIL_CHARS = 200;

  public DeviceEvent {
    details = Map.copyOf(details);
    if (details.size() > MAX_DETAILS) {
      throw new IllegalArgumentException("details " + details.size());
    }
    details.forEach(
        (key, value) -> {
          if (key.length() > MAX_DETAIL_CHARS || value.length() > MAX_DETAIL_CHARS) {
            throw new IllegalArgumentException("detail too long: " + key);
          }
        });
  }

  public Optional<LatLon> place() {
    return Optional.ofNullable(at);
  }
}
