package id.pantau.acceptance.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static List<FaultPlan.Planned> all(Duration time, long seed) {
    var all = new ArrayList<FaultPlan.Planned>();
    Arrays.stream(Fault.Place.values()).forEach(p -> all.addAll(FaultPlan.of(p, time, seed)));
    return all;
  }

  @Test
  void aSeedNamesOnePlan() {
    assertEquals(all(MINUTE, 7), all(MINUTE, 7));
    assertNotEquals(all(MINUTE, 7), all(MINUTE, 8));
  }

  @Test
  void aMinuteHoldsEnoughOfEverything() {
    List<FaultPlan.Planned> plan = all(MINUTE, 7);
    assertTrue(plan.size() >= 45, plan.size() + " faults");
    assertTrue(plan.stream().allMatch(planned -> planned.at().compareTo(MINUTE) < 0));
  }

  @Test
  void evenAShortTimeHoldsEveryKind() {
    Set<Fault> kinds =
        all(Duration.ofSeconds(5), 7).stream()
            .map(FaultPlan.Planned::fault)
            .collect(Collectors.toSet());
    assertEquals(EnumSet.allOf(Fault.class), kinds);
  }

  @Test
  void onePlaceFailsInOrderOfTime() {
    for (Fault.Place place : Fault.Place.values()) {
      List<Duration> times =
          FaultPlan.of(place, MINUTE, 7).stream().map(FaultPlan.Planned::at).toList();
      assertEquals(times.stream().sorted().toList(), times);
    }
  }
}
