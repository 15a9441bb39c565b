package id.pantau.collector.activity;

import com.fasterxml.jackson.annotation.JsonValue;

/** A report is either "no change" or says what changed. */
public enum UpdateKind {
  NIHIL("nihil"),
  PROGRESS("progress");

  private final String word;

  UpdateKind(String word) {
    this.word = word;
  }

  @JsonValue
  public String word() {
    return word;
  }
}
