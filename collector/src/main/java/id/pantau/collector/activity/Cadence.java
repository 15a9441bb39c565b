package id.pantau.collector.activity;

import com.fasterxml.jackson.annotation.JsonValue;

/** How often a package must be reported on. */
public enum Cadence {
  DAILY("daily"),
  WEEKLY("weekly"),
  MONTHLY("monthly");

  private final String word;

  Cadence(String word) {
    this.word = word;
  }

  @JsonValue
  public String word() {
    return word;
  }
}
