package id.pantau.collector.track;

import id.pantau.wire.Fix;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Picks the newest position of each tracker out of a batch, and says since when it stands. */
final class NewestPolicy {
  /** Slower than a pedestrian: a receiver that stands shows up to half of this. */
  private static final double STANDING_MS = 1.0;

  private static final int NOT_SHOWN = Fix.FLAG_JUMP | Fix.FLAG_PRIVATE;

  private NewestPolicy() {}

  /**
   * @param sorted by device, then by fix time
   */
  static List<Newest> of(List<ReceivedFix> sorted) {
    var newest = new ArrayList<Newest>();
    Newest run = null;
    for (ReceivedFix next : sorted) {
      if ((next.fix().flags() & NOT_SHOWN) != 0) {
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
