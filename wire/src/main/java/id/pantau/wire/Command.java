package id.pantau.wire;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Something a tracker is to do now.
 *
 * @param id names it in the answer; 1 to 64 characters
 * @param expiresAt a tracker whose clock is past it does nothing
 * @param arguments at most 16 short values; which, see {@link Kind}
 */
public record Command(String id, Kind kind, Instant expiresAt, Map<String, String> arguments) {
  /** What a tracker can do; the word on the wire never changes. */
  public enum Kind {
    /** The newest position every second, for {@code seconds} 1 to 600. */
    WATCH("watch"),
    /** The newest position at once. */
    POSITION_NOW("position-now"),
    /** The program ends and is started again by the system. */
    RESTART("restart"),
    /** The last {@code lines} of its log, 1 to 500. */
    LOG_EXCERPT("log-excerpt"),
    /** Everything it still has from {@code from} on, an ISO 8601 instant, again. */
    RESEND("resend");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    public static Optional<Kind> find(String word) {
      for (Kind kind : values()) {
        if (kind.word.equals(word)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  public static final int MAX_ARGUMENTS = 16;
  public static final int MAX_ARGUMENT_CHARS = 200;
  private static final int MAX_ID_CHARS = 64;

  public Command {
    arguments = Map.copyOf(arguments);
    if (id.isEmpty() || id.length() > MAX_ID_CHARS) {
      throw new IllegalArgumentException("id of " + id.length() + " characters");
    }
    if (arguments.size() > MAX_ARGUMENTS) {
      throw new IllegalArgumentException("arguments " + arguments.size());
    }
    arguments.forEach(
        (key, value) -> {
          if (key.length() > MAX_ARGUMENT_CHARS || value.length() > MAX_ARGUMENT_CHARS) {
            throw new IllegalArgumentException("argument too long");
          }
        });
  }
}
