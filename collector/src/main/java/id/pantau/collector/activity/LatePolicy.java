package id.pantau.collector.activity;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** When a package is late: a planned date passed without its state, or the band is critical. */
final class LatePolicy {
  private LatePolicy() {}

  /** The dates a package promised; each may be unknown. */
  record Promises(
      Optional<LocalDate> contractBy, Optional<LocalDate> startBy, Optional<LocalDate> endBy) {
    static final Promises NONE = new Promises(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Which promise is broken. */
  enum Reason {
    NOT_FINISHED,
    NOT_STARTED,
    NO_CONTRACT,
    BEHIND_PLAN
  }

  /**
   * @param days how many days the promised date has passed; 0 for {@link Reason#BEHIND_PLAN}, which
   *     has no date
   */
  record Late(Reason reason, int days) {}

  static Optional<Late> judge(
      LocalDate date, PackageState state, boolean contracted, Promises promises, Band band) {
    if (state == PackageState.FINISHED) {
      return Optional.empty();
    }
    if (passed(promises.endBy(), date)) {
      return late(Reason.NOT_FINISHED, promises.endBy(), date);
    }
    if (state == PackageState.PLANNED && passed(promises.startBy(), date)) {
      return late(Reason.NOT_STARTED, promises.startBy(), date);
    }
    if (!contracted && state == PackageState.PLANNED && passed(promises.contractBy(), date)) {
      return late(Reason.NO_CONTRACT, promises.contractBy(), date);
    }
    return band == Band.CRITICAL ? Optional.of(new Late(Reason.BEHIND_PLAN, 0)) : Optional.empty();
  }

  private static boolean passed(Optional<LocalDate> promise, LocalDate date) {
    return promise.isPresent() && promise.get().isBefore(date);
  }

  private static Optional<Late> late(Reason reason, Optional<LocalDate> since, LocalDate date) {
    return since.map(day -> new Late(reason, (int) ChronoUnit.DAYS.between(day, date)));
  }
}
