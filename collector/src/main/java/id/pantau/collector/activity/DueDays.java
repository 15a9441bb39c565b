package id.pantau.collector.activity;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The due days of agencies, looked up again and again; safe for all threads.
 *
 * <p>It remembers what it computed, at most one entry for each agency, cadence and day asked for;
 * its owner makes a new one every day.
 */
final class DueDays {
  /** Longer than a month with its holidays: before that, nothing was ever due. */
  private static final int LOOK_BACK_DAYS = 70;

  private final WorkingDays workingDays;
  private final DayOfWeek weeklyDay;
  private final Map<Long, Optional<DutyPolicy.Window>> windows = new ConcurrentHashMap<>();
  private final Map<Long, LocalDate> lastDue = new ConcurrentHashMap<>();

  DueDays(WorkingDays workingDays, DayOfWeek weeklyDay) {
    this.workingDays = workingDays;
    this.weeklyDay = weeklyDay;
  }

  /** What is due on that day, if anything. */
  Optional<DutyPolicy.Window> dueOn(int opdId, Cadence cadence, LocalDate date) {
    return windows.computeIfAbsent(
        key(opdId, cadence, date),
        unknown ->
            DutyPolicy.dueOn(
                date, cadence, weeklyDay, day -> workingDays.isWorkingDay(opdId, day)));
  }

  /**
   * The last day up to {@code date} on which a report was due; the first of its year if none was.
   */
  LocalDate lastDue(int opdId, Cadence cadence, LocalDate date) {
    return lastDue.computeIfAbsent(
        key(opdId, cadence, date), unknown -> search(opdId, cadence, date));
  }

  /** One number, because a year of a regency asks half a million times. */
  private static long key(int opdId, Cadence cadence, LocalDate date) {
    return ((long) opdId << 2 | cadence.ordinal()) << 32 | date.toEpochDay();
  }

  private LocalDate search(int opdId, Cadence cadence, LocalDate date) {
    LocalDate first = date.withDayOfYear(1);
    for (LocalDate day = date;
        day.isAfter(first) && day.isAfter(date.minusDays(LOOK_BACK_DAYS));
        day = day.minusDays(1)) {
      if (dueOn(opdId, cadence, day).isPresent()) {
        return day;
      }
    }
    return first;
  }
}
