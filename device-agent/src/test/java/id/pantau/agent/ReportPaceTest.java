package id.pantau.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.agent.ReportPace.Due;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a tracker tells of itself in how many turns of five minutes. */
class ReportPaceTest {
  private final ReportPace pace = new ReportPace();

  private Map<Due, Integer> turns(int count, boolean resting) {
    Map<Due, Integer> told = new EnumMap<>(Due.class);
    for (int i = 0; i < count; i++) {
      told.merge(pace.next(resting, true, false), 1, Integer::sum);
    }
    return told;
  }

  @Test
  void beginsWithAllOfItAndThenOnceADay() {
    assertEquals(Due.FULL, pace.next(true, true, false));
    assertEquals(null, turns(287, true).get(Due.FULL));
    assertEquals(Due.FULL, pace.next(true, true, false));
  }

  @Test
  void aParkedOneLivesEveryHalfHourAndOneOnTheRoadEveryQuarter() {
    assertEquals(Due.FULL, pace.next(true, true, false));
    assertEquals(Map.of(Due.BEAT, 2, Due.NOTHING, 10), turns(12, true));
    assertEquals(Map.of(Due.BEAT, 4, Due.NOTHING, 8), turns(12, false));
  }

  @Test
  void whatCountsUpIsToldEverySixHoursOnTheRoad() {
    assertEquals(Due.FULL, pace.next(false, true, false));
    assertEquals(2, turns(144, false).get(Due.SHORT));
  }

  @Test
  void aLostFixAndAnAlarmAreToldAtTheNextTurn() {
    pace.next(true, true, false);
    assertEquals(Due.NOTHING, pace.next(true, true, false));
    assertEquals(Due.SHORT, pace.next(true, false, false));
    assertEquals(Due.NOTHING, pace.next(true, false, false));
    assertEquals(Due.SHORT, pace.next(true, true, false));
    assertEquals(Due.FULL, pace.next(true, true, true));
  }

  @Test
  void whatWasToldInAnotherWayIsNotToldAgain() {
    pace.reported(true);
    assertEquals(Due.NOTHING, pace.next(true, true, false));
  }
}
