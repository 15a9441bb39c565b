package id.pantau.collector.track;

import id.pantau.wire.Fix;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Picks the newest position of each tracker out of a batch, and says since when it stands. */
final class NewestPolicy {
  /** Slower than a pedestrian: a receiver that stands shows up to half of this. */
  private static final double STANDING_MS = 1.0;

  /** As {@code raise-latest.sql} has it: who stands farther away stands anew. */
  private static final double SAME_STOP_M = 200;

  private static final int NOT_SHOWN = Fix.FLAG_JUMP | Fix.FLAG_PRIVATE;

  private NewestPolicy() {}

  /**
   * @param sorted by device, then by fix time
   */
  static List<Newest> of(List<ReceivedFix> sorted) {
    var newest = new ArrayList<Newest>();
    Newest run = null;
    for (ReceivedFix next : sorted) {
      if (!isShown(next.fix())) {
        continue;
      }
      if (run != null && run.deviceNo() != next.deviceNo()) {
        newest.add(run);
        run = null;
      }
      run = joined(run, next);
    }
    if (run != null) {
      newest.add(run);
    }
    return newest;
  }

  static boolean isShown(Fix fix) {
    return (fix.flags() & NOT_SHOWN) == 0;
  }

  /**
   * What a preview makes of what was known. It has no number, for it is no record.
   *
   * @param known older than {@code fix}
   */
  static Newest after(@Nullable Newest known, int deviceNo, Fix fix, Instant receivedAt) {
    boolean standing = isStanding(known, fix);
    boolean goesOn =
        known != null
            && known.standing() == standing
            && (!standing || known.at().distanceM(fix.at()) < SAME_STOP_M);
    return new Newest(
        deviceNo,
        0,
        0,
        fix,
        receivedAt,
        standing,
        goesOn ? known.since() : fix.fixTime(),
        fix.fixTime());
  }

  private static Newest joined(@Nullable Newest run, ReceivedFix next) {
    boolean standing = isStanding(run, next.fix());
    var fixTime = next.fix().fixTime();
    boolean goesOn = run != null && run.standing() == standing;
    return new Newest(
        next.deviceNo(),
        next.epoch(),
        next.seq(),
        next.fix(),
        next.receivedAt(),
        standing,
        goesOn ? run.since() : fixTime,
        run == null ? fixTime : run.batchFrom());
  }

  private static boolean isStanding(@Nullable Newest before, Fix fix) {
    boolean ignitionOff = fix.has(Fix.FLAG_IGNITION_KNOWN) && !fix.has(Fix.FLAG_IGNITION_ON);
    if (ignitionOff || fix.has(Fix.FLAG_HELD)) {
      return true;
    }
    if (!Double.isNaN(fix.speedMs())) {
      return fix.speedMs() < STANDING_MS;
    }
    if (before == null) {
      return true;
    }
    double seconds = Duration.between(before.fix().fixTime(), fix.fixTime()).toMillis() / 1e3;
    return before.at().distanceM(fix.at()) < STANDING_MS * Math.max(1, seconds);
  }
}
