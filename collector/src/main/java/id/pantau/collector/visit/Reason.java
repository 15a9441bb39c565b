package id.pantau.collector.visit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What was weighed, in words that a screen can say; see {@link ScorePolicy}. */
public enum Reason {
  INSIDE(3),
  NEAR(3),
  CLOSE(2),
  WITHIN_REACH(1),
  SLOW_TRAVEL(2),
  LONG_STAY(2),
  SOME_STAY(1),
  SHORT_STAY(0),
  SAME_OPD(2),
  OTHER_OPD(0),
  BEHIND(1),
  SHARED_PLACE(0),
  OWN_OFFICE(0),
  OTHER_OFFICE(0),
  COMMON_STOP(0);

  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
  private final int points;

  Reason(int points) {
    this.points = points;
  }

  @JsonValue
  public String word() {
    return word;
  }

  int points() {
    return points;
  }
}
