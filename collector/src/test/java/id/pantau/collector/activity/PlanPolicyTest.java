package id.pantau.collector.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PlanPolicyTest {
  private static final double EXACT = 1e-9;

  @Test
  void reachesTheValueOfTheMonthOnItsLastDay() {
    assertEquals(40, PlanPolicy.valueAt(LocalDate.of(2026, 6, 30), 30, 40), EXACT);
    assertEquals(40, PlanPolicy.valueAt(LocalDate.of(2026, 2, 28), 30, 40), EXACT);
    assertEquals(40, PlanPolicy.valueAt(LocalDate.of(2028, 2, 29), 30, 40), EXACT);
  }

  @Test
  void isLinearWithinTheMonth() {
    assertEquals(35, PlanPolicy.valueAt(LocalDate.of(2026, 6, 15), 30, 40), EXACT);
    assertEquals(30 + 10 / 30.0, PlanPolicy.valueAt(LocalDate.of(2026, 6, 1), 30, 40), EXACT);
  }

  @Test
  void goesOnWithoutAStepFromOneMonthToTheNext() {
    double lastOfMay = PlanPolicy.valueAt(LocalDate.of(2026, 5, 31), 20, 30);
    double firstOfJune = PlanPolicy.valueAt(LocalDate.of(2026, 6, 1), 30, 60);
    assertEquals(30, lastOfMay, EXACT);
    assertEquals(31, firstOfJune, EXACT);
  }

  @Test
  void withoutACurveThePlanIsEvenBetweenItsDates() {
    LocalDate start = LocalDate.of(2026, 3, 1);
    LocalDate end = LocalDate.of(2026, 3, 10);
    assertEquals(0, PlanPolicy.evenPctAt(start.minusDays(1), start, end), EXACT);
    assertEquals(10, PlanPolicy.evenPctAt(start, start, end), EXACT);
    assertEquals(50, PlanPolicy.evenPctAt(LocalDate.of(2026, 3, 5), start, end), EXACT);
    assertEquals(100, PlanPolicy.evenPctAt(end, start, end), EXACT);
    assertEquals(100, PlanPolicy.evenPctAt(end.plusYears(1), start, end), EXACT);
  }
}
