package id.pantau.collector.activity;

import com.fasterxml.jackson.annotation.JsonValue;

/** The three words everybody knows: planned, running, finished. A {@link Stage} refines each. */
public enum PackageState {
  PLANNED("planned"),
  RUNNING("running"),
  FINISHED("finished");

  private final String word;

  PackageState(String word) {
    this.word = word;
  }

  /** As it stands in JSON and in the database. */
  @JsonValue
  public String word() {
    return word;
  }
}
