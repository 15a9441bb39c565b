package id.pantau.collector.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.activity.ReportDay;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompliancePolicyTest {
  private static final LocalDate WEDNESDAY = LocalDate.of(2026, 11, 25);

  private static ReportDay day(int daysBack, int due, int done) {
    return new ReportDay(1, WEDNESDAY.minusDays(daysBack), due, done, done);
  }

  private static DayState state(ReportDay day, boolean over) {
    return CompliancePolicy.stateOf(Optional.of(day), true, over);
  }

  @Test
  void aDayWithoutDutiesIsAHolidayOrSimplyNotDue() {
    assertEquals(DayState.HOLIDAY, CompliancePolicy.stateOf(Optional.empty(), false, true));
    assertEquals(DayState.NOT_DUE, CompliancePolicy.stateOf(Optional.empty(), true, true));
  }

  @Test
  void completeIsOnTimeOnlyWhenEveryReportWas() {
    assertEquals(DayState.COMPLETE, state(new ReportDay(1, WEDNESDAY, 3, 3, 3), true));
    assertEquals(DayState.LATE, state(new ReportDay(1, WEDNESDAY, 3, 3, 2), true));
  }

  @Test
  void nobodyIsMissingBeforeTheCutOff() {
    assertEquals(DayState.NOT_DUE, state(day(0, 3, 0), false));
    assertEquals(DayState.MISSING, state(day(0, 3, 0), true));
    assertEquals(DayState.PARTIAL, state(day(0, 3, 1), false));
    assertEquals(DayState.PARTIAL, state(day(0, 3, 1), true));
  }

  @Test
  void countsTheDaysInARowBeforeTheDayAsked() {
    List<ReportDay> days = List.of(day(0, 2, 0), day(1, 2, 0), day(2, 2, 0), day(5, 2, 2));
    assertEquals(2, CompliancePolicy.missedDays(days, WEDNESDAY));
  }

  @Test
  void daysWithoutDutiesNeitherCountNorBreakTheRow() {
    // Tuesday and Monday silent, nothing due at the weekend, Friday silent, Thursday reported.
    List<ReportDay> days =
        List.of(day(1, 1, 0), day(2, 1, 0), day(3, 0, 0), day(5, 1, 0), day(6, 1, 1));
    assertEquals(3, CompliancePolicy.missedDays(days, WEDNESDAY));
  }

  @Test
  void aPartialReportBreaksTheRow() {
    assertEquals(
        1,
        CompliancePolicy.missedDays(List.of(day(1, 3, 0), day(2, 3, 1), day(3, 3, 0)), WEDNESDAY));
    assertEquals(0, CompliancePolicy.missedDays(List.of(day(1, 3, 1)), WEDNESDAY));
    assertEquals(0, CompliancePolicy.missedDays(List.of(), WEDNESDAY));
  }

  @Test
  void silenceThroughoutAsksForALongerLookBack() {
    assertTrue(CompliancePolicy.isSilentThroughout(List.of(day(1, 2, 0), day(2, 2, 0))));
    assertFalse(CompliancePolicy.isSilentThroughout(List.of(day(1, 2, 0), day(2, 2, 1))));
  }
}
