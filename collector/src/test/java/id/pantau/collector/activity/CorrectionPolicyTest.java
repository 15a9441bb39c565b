package id.pantau.collector.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.collector.activity.CorrectionPolicy.Locks;
import id.pantau.collector.activity.CorrectionPolicy.Verdict;
import java.time.DayOfWeek;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CorrectionPolicyTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

  private static Verdict judge(LocalDate date, LocalDate today, Locks locks) {
    return CorrectionPolicy.judge(
        date,
        today,
        day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0,
        ActivityRules.STANDARD,
        locks);
  }

  private static Verdict judge(LocalDate date, LocalDate today) {
    return judge(date, today, Locks.NONE);
  }

  @Test
  void todayAndTheDayBeforeAreFree() {
    assertEquals(Verdict.OPEN, judge(MONDAY, MONDAY));
    assertEquals(Verdict.OPEN, judge(MONDAY, MONDAY.plusDays(1)));
  }

  @Test
  void fridayIsFreeUntilTheEndOfMonday() {
    LocalDate friday = MONDAY.minusDays(3);
    assertEquals(Verdict.OPEN, judge(friday, MONDAY));
    assertEquals(Verdict.NEEDS_VERIFIER, judge(friday, MONDAY.plusDays(1)));
  }

  @Test
  void tomorrowIsRefused() {
    assertEquals(Verdict.FUTURE, judge(MONDAY.plusDays(1), MONDAY));
    assertEquals(Verdict.FUTURE, judge(MONDAY.plusDays(1), MONDAY, new Locks(false, true)));
  }

  @Test
  void afterAWeekEvenAVerifierIsNotEnough() {
    assertEquals(Verdict.NEEDS_VERIFIER, judge(MONDAY, MONDAY.plusDays(2)));
    assertEquals(Verdict.NEEDS_VERIFIER, judge(MONDAY, MONDAY.plusDays(7)));
    assertEquals(Verdict.NEEDS_REOPENING, judge(MONDAY, MONDAY.plusDays(8)));
  }

  @Test
  void aLockedMonthIsShutUnlessReopened() {
    assertEquals(Verdict.MONTH_LOCKED, judge(MONDAY, MONDAY, new Locks(true, false)));
    assertEquals(Verdict.OPEN, judge(MONDAY, MONDAY.plusDays(60), new Locks(true, true)));
  }

  @Test
  void aCalendarWithoutWorkingDaysEnds() {
    assertEquals(
        Verdict.OPEN,
        CorrectionPolicy.judge(
            MONDAY, MONDAY.plusDays(31), day -> false, ActivityRules.STANDARD, Locks.NONE));
    assertEquals(
        Verdict.NEEDS_REOPENING,
        CorrectionPolicy.judge(
            MONDAY, MONDAY.plusDays(32), day -> false, ActivityRules.STANDARD, Locks.NONE));
  }
}
