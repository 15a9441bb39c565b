package id.pantau.collector.region;

import static java.time.DayOfWeek.MONDAY;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which days are working days, and when they open and close. Immutable, for all threads.
 *
 * <p>The strongest word wins: an exception of the agency, an exception of all, a holiday, the week.
 */
public final class WorkCalendar {
  /** How far {@link #previousWorkingDay} looks back: longer than any run of holidays. */
  private static final int LOOK_BACK_DAYS = 60;

  static final String NORMAL = "normal";

  private static final LocalTime LAST_MINUTE = LocalTime.of(23, 59);

  private final Tables tables;

  /** The hours of one weekday. */
  public record Hours(LocalTime opens, LocalTime closes) {}

  record WeekKey(String hours, String profile, DayOfWeek weekday) {}

  record Profile(String name, LocalDate firstDay, LocalDate lastDay) {}

  record Exception(LocalDate day, Optional<Integer> opdId, boolean working) {}

  record Tables(
      Map<Integer, String> hoursOfOpd,
      Map<WeekKey, Hours> week,
      List<Profile> profiles,
      Map<LocalDate, String> holidays,
      List<Exception> exceptions) {}

  WorkCalendar(Tables tables) {
    this.tables = tables;
  }

  /** Whether this agency has to report on that day. */
  public boolean isWorkingDay(int opdId, LocalDate day) {
    Optional<Boolean> excepted = exception(Optional.of(opdId), day);
    if (excepted.isEmpty()) {
      excepted = exception(Optional.empty(), day);
    }
    return excepted.orElseGet(
        () -> !tables.holidays.containsKey(day) && findHours(opdId, day).isPresent());
  }

  /** The last working day of this agency before that day. */
  public LocalDate previousWorkingDay(int opdId, LocalDate day) {
    LocalDate before = day.minusDays(1);
    for (int i = 0; i < LOOK_BACK_DAYS && !isWorkingDay(opdId, before); i++) {
      before = before.minusDays(1);
    }
    return before;
  }

  /**
   * The hours the week gives this agency on that day; exceptions and holidays do not count here.
   */
  public Optional<Hours> findHours(int opdId, LocalDate day) {
    String hours = tables.hoursOfOpd.get(opdId);
    if (hours == null) {
      return Optional.empty();
    }
    Hours special = tables.week.get(new WeekKey(hours, profile(day), day.getDayOfWeek()));
    Hours normal = tables.week.get(new WeekKey(hours, NORMAL, day.getDayOfWeek()));
    return Optional.ofNullable(special == null ? normal : special);
  }

  /** Whether this agency never closes, whatever day it is. */
  public boolean isAroundTheClock(int opdId) {
    String hours = tables.hoursOfOpd.get(opdId);
    Hours monday = hours == null ? null : tables.week.get(new WeekKey(hours, NORMAL, MONDAY));
    return monday != null
        && monday.opens.equals(LocalTime.MIDNIGHT)
        && (monday.closes.equals(LocalTime.MIDNIGHT) || !monday.closes.isBefore(LAST_MINUTE));
  }

  public Optional<String> findHoliday(LocalDate day) {
    return Optional.ofNullable(tables.holidays.get(day));
  }

  private String profile(LocalDate day) {
    for (Profile profile : tables.profiles) {
      if (!day.isBefore(profile.firstDay) && !day.isAfter(profile.lastDay)) {
        return profile.name;
      }
    }
    return NORMAL;
  }

  private Optional<Boolean> exception(Optional<Integer> opdId, LocalDate day) {
    for (Exception exception : tables.exceptions) {
      if (exception.day.equals(day) && exception.opdId.equals(opdId)) {
        return Optional.of(exception.working);
      }
    }
    return Optional.empty();
  }
}
