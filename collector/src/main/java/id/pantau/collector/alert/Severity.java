package id.pantau.collector.alert;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** How soon somebody should have taken an alert in hand; the classes of NTB Care. */
public enum Severity {
  HIGH(Duration.ofHours(1)),
  MEDIUM(Duration.ofHours(24)),
  LOW(Duration.ofHours(48));

  private final String word = name().toLowerCase(Locale.ROOT);
  private final Duration target;

  Severity(Duration target) {
    this.target = target;
  }

  /** As database and API write it. */
  public String word() {
    return word;
  }

  Duration target() {
    return target;
  }

  static Optional<Severity> find(String word) {
    for (Severity severity : values()) {
      if (severity.word.equals(word)) {
        return Optional.of(severity);
      }
    }
    return Optional.empty();
  }
}
