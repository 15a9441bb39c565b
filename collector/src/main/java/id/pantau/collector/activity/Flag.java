package id.pantau.collector.activity;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a reader must know beside the state; the first two are computed, the others are set by
 * people.
 */
public enum Flag {
  LATE("late"),
  CRITICAL("critical"),
  POSTPONED("postponed"),
  CANCELLED("cancelled"),
  TERMINATED("terminated"),
  TENDER_FAILED("tender-failed");

  private final String word;

  Flag(String word) {
    this.word = word;
  }

  @JsonValue
  public String word() {
    return word;
  }

  /** Nobody is at work, so there is nothing to tell every day. */
  boolean rests() {
    return this == POSTPONED || this == CANCELLED || this == TERMINATED || this == TENDER_FAILED;
  }
}
