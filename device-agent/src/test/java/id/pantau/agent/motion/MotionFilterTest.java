package id.pantau.agent.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MotionFilterTest {
  private static final Instant START = Instant.parse("2026-11-02T01:00:00Z");
  private static final int IGNITION_OFF = Fix.FLAG_IGNITION_KNOWN;
  private static final int IGNITION_ON = Fix.FLAG_IGNITION_KNOWN | Fix.FLAG_IGNITION_ON;

  private final MotionFilter filter = new MotionFilter();
  private final List<Fix> out = new ArrayList<>();

  private void stand(int fromSecond, int untilSecond, int flags) {
    for (int second = fromSecond; second < untilSecond; second++) {
      out.addAll(filter.accept(fix(second, -8.65, 0.2, flags)));
    }
  }

  private static Fix fix(int second, double lat, double speedMs, int flags) {
    return new Fix(
        START.plusSeconds(second),
        new LatLon(lat, 116.53),
        Fix.Mode.FIX_3D,
        speedMs,
        Double.NaN,
        100,
        0.9,
        9,
        flags);
  }

  private List<Long> heldSeconds() {
    return out.stream()
        .filter(fix -> fix.has(Fix.FLAG_HELD))
        .map(fix -> Duration.between(START, fix.fixTime()).toSeconds())
        .toList();
  }

  @Test
  void aStopIsToldEveryMinuteAtFirstAndEveryHourWhenItIsLong() {
    stand(0, 9_000, IGNITION_OFF);
    long first = heldSeconds().getFirst();
    assertTrue(first <= 6, "parked with the ignition off after some seconds: " + first);
    assertEquals(
        List.of(
            first,
            first + 60,
            first + 120,
            first + 180,
            first + 240,
            first + 240 + 3_600,
            first + 240 + 7_200),
        heldSeconds());
  }

  @Test
  void aChangeOfTheIgnitionIsToldAtOnceHoweverLongTheVehicleHasStood() {
    stand(0, 3_000, IGNITION_OFF);
    int before = heldSeconds().size();
    stand(3_000, 3_010, IGNITION_ON);
    assertEquals(before + 1, heldSeconds().size());
    assertEquals(3_000, heldSeconds().getLast());
    assertTrue(out.getLast().has(Fix.FLAG_IGNITION_ON));
  }

  @Test
  void aChangeInTheSecondAfterATellingIsNotMissed() {
    stand(0, 60, IGNITION_OFF);
    long told = heldSeconds().getFirst();
    var again = new MotionFilterTest();
    again.stand(0, (int) told + 1, IGNITION_OFF);
    again.stand((int) told + 1, (int) told + 10, IGNITION_ON);
    assertEquals(List.of(told, told + 1), again.heldSeconds());
  }

  @Test
  void theLastMomentOfALongStopComesOutWhenTheVehicleLeaves() {
    stand(0, 1_000, IGNITION_ON);
    out.clear();
    for (int second = 1_000; second < 1_005; second++) {
      out.addAll(filter.accept(fix(second, -8.65 + (second - 999) * 0.0002, 12, IGNITION_ON)));
    }
    assertEquals(List.of(999L), heldSeconds(), "how long it stood is known to the second");
    assertEquals(6, out.size(), "and every fix of leaving");
  }
}
