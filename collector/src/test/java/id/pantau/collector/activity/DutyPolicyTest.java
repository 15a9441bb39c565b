package id.pantau.collector.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.collector.activity.DutyPolicy.Window;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class DutyPolicyTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
  private static final LocalDate FRIDAY = MONDAY.plusDays(4);

  private static boolean weekday(LocalDate day) {
    return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
  }

  private static Predicate<LocalDate> weekdaysBut(LocalDate... holidays) {
    Set<LocalDate> closed = Set.of(holidays);
    return day -> weekday(day) && !closed.contains(day);
  }

  private static Optional<Window> due(
      LocalDate date, Cadence cadence, Predicate<LocalDate> working) {
    return DutyPolicy.dueOn(date, cadence, DayOfWeek.FRIDAY, working);
  }

  private static List<LocalDate> dueDays(
      LocalDate from, LocalDate to, Cadence cadence, Predicate<LocalDate> working) {
    return from.datesUntil(to.plusDays(1))
        .filter(day -> due(day, cadence, working).isPresent())
        .toList();
  }

  @Test
  void dailyIsDueOnEveryWorkingDayAndOnNoOther() {
    Predicate<LocalDate> working = weekdaysBut(MONDAY.plusDays(1));
    assertEquals(
        List.of(MONDAY, MONDAY.plusDays(2), MONDAY.plusDays(3), FRIDAY),
        dueDays(MONDAY, MONDAY.plusDays(6), Cadence.DAILY, working));
    assertEquals(Optional.of(new Window(MONDAY, MONDAY)), due(MONDAY, Cadence.DAILY, working));
  }

  @Test
  void weeklyIsDueOnceOnFridayForTheWholeWeek() {
    assertEquals(
        List.of(FRIDAY, FRIDAY.plusWeeks(1)),
        dueDays(MONDAY, MONDAY.plusDays(13), Cadence.WEEKLY, weekdaysBut()));
    assertEquals(
        Optional.of(new Window(MONDAY, FRIDAY)), due(FRIDAY, Cadence.WEEKLY, weekdaysBut()));
  }

  @Test
  void weeklyComesEarlierWhenFridayIsAHoliday() {
    assertEquals(
        List.of(FRIDAY.minusDays(1)),
        dueDays(MONDAY, MONDAY.plusDays(6), Cadence.WEEKLY, weekdaysBut(FRIDAY)));
  }

  @Test
  void weeklyMovesToSaturdayWhenAnOfficeWorksOnlyThen() {
    LocalDate saturday = FRIDAY.plusDays(1);
    Predicate<LocalDate> onlySaturday = saturday::equals;
    assertEquals(
        List.of(saturday), dueDays(MONDAY, MONDAY.plusDays(6), Cadence.WEEKLY, onlySaturday));
  }

  @Test
  void aWeekWithoutAWorkingDayAsksForNothing() {
    assertEquals(List.of(), dueDays(MONDAY, MONDAY.plusDays(6), Cadence.WEEKLY, day -> false));
  }

  @Test
  void monthlyIsDueOnTheLastWorkingDayOfTheMonth() {
    // 31 October 2026 is a Saturday.
    LocalDate last = LocalDate.of(2026, 10, 30);
    assertEquals(
        List.of(last),
        dueDays(
            LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 31), Cadence.MONTHLY, weekdaysBut()));
    assertEquals(
        Optional.of(new Window(LocalDate.of(2026, 10, 1), last)),
        due(last, Cadence.MONTHLY, weekdaysBut()));
  }
}
