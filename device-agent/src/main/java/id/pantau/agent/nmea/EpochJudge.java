package id.pantau.agent.nmea;

import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Believes an epoch at once when it follows from the one before it or when two sentences vouch for
 * it. Anything else waits for the next epoch: if that continues it, both are told; if not, it was a
 * damaged sentence whose checksum happened to be right. One thread.
 *
 * <p>Real surprises (a jump after a tunnel, another date) come one epoch late, never not at all.
 */
final class EpochJudge {
  private static final long USUAL_STEP_MS = 2_500;
  private static final int MAX_STEPS = 3;

  /** What receivers that count milliseconds are off by. */
  private static final long PACE_TOLERANCE_MS = 3;

  private static final double LOOSE_PACE_TOLERANCE = 0.1;

  /** So many epochs a little off in a row, and the receiver has no better pace. */
  private static final int LOOSE_AFTER = 4;

  /** A time of day that two sentences carry can be trusted that far, a date cannot. */
  private static final Duration VOUCHED = Duration.ofHours(12);

  /** 3 m/s: what speed can change or be wrong by from one second to the next. */
  private static final double SPEED_SLACK_MS = 3;

  private static final double PLACE_SLACK_M = 5;

  /** Without a known speed: 250 km/h. */
  private static final double UNKNOWN_SPEED_MS = 70;

  /** So many surprises in a row are a strange receiver and no damage. */
  private static final int MAX_HELD_IN_A_ROW = 3;

  /**
   * An epoch and what speaks for it.
   *
   * @param timed sentences that carry its time of day
   * @param positions sentences that agree on its position
   */
  record Candidate(Epoch epoch, int timed, int positions, double grainM) {
    @Nullable Fix fix() {
      return epoch instanceof Epoch.Located located ? located.fix() : null;
    }
  }

  private final boolean confirmFirst;
  private final RefusalCounts counts;
  private final Consumer<Epoch> out;
  private @Nullable Candidate last;
  private @Nullable Candidate held;
  private @Nullable Candidate newest;
  private int heldInARow;
  private long stepMs;
  private long cadenceMs;
  private int offInARow;
  private double looseness;

  /** As the receiver says, or as its last two positions do. */
  private double lastSpeedMs = UNKNOWN_SPEED_MS;

  EpochJudge(boolean confirmFirst, RefusalCounts counts, Consumer<Epoch> out) {
    this.confirmFirst = confirmFirst;
    this.counts = counts;
    this.out = out;
  }

  void accept(Candidate next) {
    judge(next);
    learnCadence(next); // Afterwards: an epoch must not be measured by the pace it sets itself.
  }

  private void judge(Candidate next) {
    Candidate waiting = held;
    held = null;
    boolean sure = isSure(next);
    if (waiting != null) {
      if (isConfirmed(waiting, next, sure)) {
        believe(waiting);
        believe(next);
        return;
      }
      counts.refuse(Refusal.UNCONFIRMED);
    }
    if (sure || heldInARow >= MAX_HELD_IN_A_ROW) {
      believe(next);
    } else {
      heldInARow++;
      held = next;
    }
  }

  /** From all candidates, believed or not: a receiver may be told to go faster. */
  private void learnCadence(Candidate next) {
    if (newest != null) {
      long step = between(newest, next);
      long off = Math.abs(step - stepMs);
      boolean alike = step > 0 && off <= step * LOOSE_PACE_TOLERANCE;
      if (alike) {
        cadenceMs = step;
      }
      offInARow = alike && off > PACE_TOLERANCE_MS ? offInARow + 1 : 0;
      looseness = offInARow >= LOOSE_AFTER ? LOOSE_PACE_TOLERANCE : looseness;
      stepMs = step;
    }
    newest = next;
  }

  /**
   * Whether the epoch that waits was right after all. When the next one also follows from what was
   * believed before, the one between them must fit both in time, and be nearer to the next than
   * that was: a real jump stays, a damaged place is left again at once.
   */
  private boolean isConfirmed(Candidate waiting, Candidate next, boolean sure) {
    if (!isUsualStep(waiting, next) || !isWithinReach(waiting, next)) {
      return false;
    }
    if (!sure) {
      return true;
    }
    Fix before = last == null ? null : last.fix();
    Fix between = waiting.fix();
    Fix after = next.fix();
    return before != null
        && between != null
        && after != null
        && isUsualStep(last, waiting)
        && between.at().distanceM(after.at()) < before.at().distanceM(after.at());
  }

  /** Nothing more comes: what waits is told if two sentences vouch for it. */
  void end() {
    Candidate waiting = held;
    held = null;
    if (waiting == null) {
      return;
    }
    boolean fits = last == null || isForward(last, waiting) && isWithinReach(last, waiting);
    if (waiting.timed >= 2 && fits) {
      believe(waiting);
    } else {
      counts.refuse(Refusal.UNCONFIRMED);
    }
  }

  private boolean isSure(Candidate next) {
    if (last == null) {
      return !confirmFirst && next.timed >= 2 && next.positions != 1;
    }
    return continues(last, next);
  }

  private boolean continues(Candidate before, Candidate next) {
    boolean vouched = next.timed >= 2 && isForward(before, next);
    return (vouched || isUsualStep(before, next))
        && (next.positions != 1 || isWithinReach(before, next));
  }

  /** One to three steps of the receiver's pace, where that is known. */
  private boolean isUsualStep(Candidate before, Candidate next) {
    long ms = between(before, next);
    if (ms <= 0) {
      return false;
    }
    if (cadenceMs == 0) {
      return ms <= USUAL_STEP_MS;
    }
    long steps = Math.round((double) ms / cadenceMs);
    return steps >= 1
        && steps <= MAX_STEPS
        && Math.abs(ms - steps * cadenceMs) <= Math.max(PACE_TOLERANCE_MS, cadenceMs * looseness);
  }

  private static boolean isForward(Candidate before, Candidate next) {
    long ms = between(before, next);
    return ms > 0 && ms < VOUCHED.toMillis();
  }

  private static long between(Candidate before, Candidate next) {
    return Duration.between(before.epoch.time(), next.epoch.time()).toMillis();
  }

  /** Whether a vehicle could have come from there to here with the speeds it says it had. */
  private boolean isWithinReach(Candidate before, Candidate next) {
    Fix from = before.fix();
    Fix to = next.fix();
    if (from == null || to == null) {
      return to == null;
    }
    double seconds = between(before, next) / 1e3;
    double speedMs = Math.max(speed(from, lastSpeedMs), speed(to, 0));
    double reachM = (speedMs + SPEED_SLACK_MS) * seconds + PLACE_SLACK_M + 2 * next.grainM;
    LatLon here = to.at();
    return from.at().distanceM(here) <= reachM;
  }

  private double speedOf(Candidate candidate) {
    Fix now = candidate.fix();
    Fix before = last == null ? null : last.fix();
    if (now == null) {
      return UNKNOWN_SPEED_MS;
    }
    if (!Double.isNaN(now.speedMs()) || before == null) {
      return speed(now, UNKNOWN_SPEED_MS);
    }
    double seconds = between(last, candidate) / 1e3;
    return seconds > 0 ? before.at().distanceM(now.at()) / seconds : UNKNOWN_SPEED_MS;
  }

  private static double speed(Fix fix, double otherwise) {
    return Double.isNaN(fix.speedMs()) ? otherwise : fix.speedMs();
  }

  private void believe(Candidate candidate) {
    lastSpeedMs = speedOf(candidate);
    last = candidate;
    heldInARow = 0;
    out.accept(candidate.epoch);
  }

  /** The last believed position, to choose between two that contradict each other. */
  boolean couldFollow(Candidate next) {
    return last != null && last.fix() != null && isWithinReach(last, next);
  }
}
