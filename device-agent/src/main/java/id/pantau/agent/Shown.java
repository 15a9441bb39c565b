package id.pantau.agent;

import id.pantau.wire.Fix;
import id.pantau.wire.StraightOn;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the map shows of us, and so whether it must be told again. One thread. */
final class Shown {
  /** Receivers at rest say up to 0.5 m/s, and wander some metres. */
  private static final double STANDING_MS = 1.0;

  private static final double SAME_PLACE_M = 10;
  private static final Duration SHOWN_AGAIN_AFTER = Duration.ofMinutes(1);

  private @Nullable Fix shown;
  private Instant lastDue = Instant.MIN;

  /** Whether so much time has passed since it was last due, which then is now. */
  boolean becomesDue(Fix fix, Duration every) {
    boolean due = !fix.fixTime().isBefore(lastDue.plus(every));
    if (due) {
      lastDue = fix.fixTime();
    }
    return due;
  }

  void show(Fix fix) {
    shown = fix;
  }

  /** The time of the satellites begins anew. */
  void reset() {
    lastDue = Instant.MIN;
  }

  /** What the map shows already, or will by itself, is right. */
  boolean isRight(Fix fix) {
    Fix before = shown;
    if (before == null || before.flags() != fix.flags()) {
      return false;
    }
    return standsAsShown(before, fix) || goesOnAsShown(before, fix);
  }

  private static boolean goesOnAsShown(Fix before, Fix fix) {
    boolean atTheTime = Duration.between(before.fixTime(), fix.fixTime()).equals(StraightOn.STEP);
    return atTheTime
        && StraightOn.isKnown(before)
        && StraightOn.after(before).at().distanceM(fix.at()) <= StraightOn.NEAR_M;
  }

  /** At a traffic light the map is right already; it is told again when that takes long. */
  private static boolean standsAsShown(Fix before, Fix fix) {
    return fix.speedMs() < STANDING_MS // false for NaN
        && before.speedMs() < STANDING_MS
        && before.at().distanceM(fix.at()) < SAME_PLACE_M
        && fix.fixTime().isBefore(before.fixTime().plus(SHOWN_AGAIN_AFTER));
  }
}
