package id.pantau.collector.activity;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.function.Predicate;

/** Which days a report is due on. The calendar is that of the agency. */
final class DutyPolicy {
  private static final int WEEK = 7;

  private DutyPolicy() {}

  /**
   * A report that is due.
   *
   * @param from the first day whose report does it
   * @param date the day it is due, which is also the last day whose report does it
   */
  record Window(LocalDate from, LocalDate date) {}

  /**
   * Daily on every working day; weekly on the weekly day or the last working day before it in that
   * week; monthly on the last working day of the month. A report from any day of the week or month
   * does it, so nobody is asked twice.
   */
  static Optional<Window> dueOn(
      LocalDate date, Cadence cadence, DayOfWeek weeklyDay, Predicate<LocalDate> working) {
    if (!working.test(date)) {
      return Optional.empty();
    }
    return switch (cadence) {
      case DAILY -> Optional.of(new Window(date, date));
      case WEEKLY ->
          weeklyDay(date, weeklyDay, working)
              .filter(date::equals)
              .map(day -> new Window(monday(day), day));
      case MONTHLY ->
          lastWorkingDay(date, working)
              .filter(date::equals)
              .map(day -> new Window(day.withDayOfMonth(1), day));
    };
  }

  /** Empty when the week has no working day at all. */
  private static Optional<LocalDate> weeklyDay(
      LocalDate date, DayOfWeek weeklyDay, Predicate<LocalDate> working) {
    LocalDate wanted = monday(date).with(TemporalAdjusters.nextOrSame(weeklyDay));
    for (LocalDate day = wanted; !day.isBefore(monday(date)); day = day.minusDays(1)) {
      if (working.test(day)) {
        return Optional.of(day);
      }
    }
    // Only days after the weekly day are left: an office that works on Saturday after a long
    // holiday.
    return wanted.plusDays(1).datesUntil(monday(date).plusDays(WEEK)).filter(working).findFirst();
  }

  private static Optional<LocalDate> lastWorkingDay(LocalDate date, Predicate<LocalDate> working) {
    LocalDate first = date.withDayOfMonth(1);
    LocalDate day = date.with(TemporalAdjusters.lastDayOfMonth());
    while (!day.isBefore(first)) {
      if (working.test(day)) {
        return Optional.of(day);
      }
      day = day.minusDays(1);
    }
    return Optional.empty();
  }

  private static LocalDate monday(LocalDate date) {
    return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }
}
