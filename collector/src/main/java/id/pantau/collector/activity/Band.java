package id.pantau.collector.activity;

import com.fasterxml.jackson.annotation.JsonValue;

/** How far the work is behind its plan, in the colours every engineer knows. */
public enum Band {
  ON_TRACK("on-track"),
  WATCH("watch"),
  CRITICAL("critical");

  private final String word;

  Band(String word) {
    this.word = word;
  }

  @JsonValue
  public String word() {
    return word;
  }
}
