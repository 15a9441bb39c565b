package id.pantau.collector.activity;

import java.time.LocalDate;
import java.util.function.Predicate;

/** Which days a report may still be written for, the first time or again. */
final class CorrectionPolicy {
  /** No agency is closed longer in one piece; the search for its next working day ends there. */
  private static final int LONGEST_HOLIDAY_DAYS = 31;

  private CorrectionPolicy() {}

  enum Verdict {
    OPEN,
    FUTURE,
    /** A verifier must open the day first. */
    NEEDS_VERIFIER,
    /** Too long ago even for a verifier alone. */
    NEEDS_REOPENING,
    MONTH_LOCKED
  }

  /** What has been decided about the day. */
  record Locks(boolean monthLocked, boolean reopened) {
    static final Locks NONE = new Locks(false, false);
  }

  static Verdict judge(
      LocalDate date,
      LocalDate today,
      Predicate<LocalDate> working,
      ActivityRules rules,
      Locks locks) {
    if (date.isAfter(today)) {
      return Verdict.FUTURE;
    }
    if (locks.reopened()) {
      return Verdict.OPEN;
    }
    if (locks.monthLocked()) {
      return Verdict.MONTH_LOCKED;
    }
    if (!today.isAfter(lastFreeDay(date, working, rules.operatorDays()))) {
      return Verdict.OPEN;
    }
    return today.isAfter(date.plusDays(rules.verifierDays()))
        ? Verdict.NEEDS_REOPENING
        : Verdict.NEEDS_VERIFIER;
  }

  private static LocalDate lastFreeDay(
      LocalDate date, Predicate<LocalDate> working, int workingDays) {
    LocalDate day = date;
    LocalDate limit = date.plusDays(LONGEST_HOLIDAY_DAYS);
    int left = workingDays;
    while (left > 0 && day.isBefore(limit)) {
      day = day.plusDays(1);
      if (working.test(day)) {
        left--;
      }
    }
    return day;
  }
}
