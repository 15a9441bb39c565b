package id.pantau.collector.visit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much speaks for a visit. Only the first two count by themselves. */
public enum Level {
  STRONG,
  MEDIUM,
  WEAK,
  /** It stood where vehicles stand for other reasons; counts only when a person says so. */
  EXCLUDED;

  private final String word = name().toLowerCase(Locale.ROOT);

  @JsonValue
  public String word() {
    return word;
  }

  public boolean counts() {
    return this == STRONG || this == MEDIUM;
  }
}
