package id.pantau.collector.report;

import com.fasterxml.jackson.annotation.JsonValue;

/** One square of the calendar of reports. */
public enum DayState {
  COMPLETE("complete"),
  /** Everything came, but not all of it before the cut-off. */
  LATE("late"),
  PARTIAL("partial"),
  MISSING("missing"),
  HOLIDAY("holiday"),
  /** A working day on which nothing was owed, or is not yet. */
  NOT_DUE("not-due");

  private final String word;

  DayState(String word) {
    this.word = word;
  }

  @JsonValue
  public String word() {
    return word;
  }
}
