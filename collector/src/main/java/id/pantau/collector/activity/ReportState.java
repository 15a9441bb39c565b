package id.pantau.collector.activity;

import com.fasterxml.jackson.annotation.JsonValue;

/** How far the reports of an agency for a day are in. */
public enum ReportState {
  COMPLETE("complete"),
  PARTIAL("partial"),
  NONE("none"),
  NOT_DUE("not-due");

  private final String word;

  ReportState(String word) {
    this.word = word;
  }

  @JsonValue
  public String word() {
    return word;
  }

  public static ReportState of(int doneCount, int dueCount) {
    if (dueCount == 0) {
      return NOT_DUE;
    }
    if (doneCount == 0) {
      return NONE;
    }
    return doneCount < dueCount ? PARTIAL : COMPLETE;
  }
}
