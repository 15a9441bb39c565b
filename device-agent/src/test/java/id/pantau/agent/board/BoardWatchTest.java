package id.pantau.agent.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BoardWatchTest {
  private final Set<Signal> on = EnumSet.of(Signal.POWER_GOOD);
  private final List<String> told = new ArrayList<>();
  private final BoardWatch watch =
      new BoardWatch(
          new Wired(on), (signal, isOn) -> told.add(signal.word() + (isOn ? " on" : " off")));

  private record Wired(Set<Signal> on) implements Board {
    @Override
    public Set<Signal> inputs() {
      return Set.of(Signal.POWER_GOOD, Signal.IGNITION);
    }

    @Override
    public boolean isOn(Signal input) {
      return on.contains(input);
    }

    @Override
    public void light(Lamp lamp, boolean lit) {}

    @Override
    public void close() {}
  }

  private void pass(Duration time) {
    for (long looks = time.dividedBy(BoardWatch.LOOK_EVERY); looks > 0; looks--) {
      watch.look();
    }
  }

  private void settle() {
    pass(Duration.ofSeconds(4));
    assertTrue(watch.isKnown(Signal.POWER_GOOD) && watch.isKnown(Signal.IGNITION));
    assertEquals(List.of(), told, "the first level is no change");
  }

  @Test
  void aStarterMotorIsNoLossOfPower() {
    settle();
    for (int attempts = 0; attempts < 3; attempts++) {
      on.remove(Signal.POWER_GOOD);
      pass(Duration.ofMillis(2_500));
      on.add(Signal.POWER_GOOD);
      pass(Duration.ofMillis(200));
    }
    assertTrue(watch.isOn(Signal.POWER_GOOD));
    assertEquals(List.of(), told);
  }

  @Test
  void powerThatStaysAwayIsLostAfterThreeSecondsAndBackAtOnce() {
    settle();
    on.remove(Signal.POWER_GOOD);
    pass(Duration.ofSeconds(3));
    assertEquals(List.of(), told);
    watch.look();
    assertEquals(List.of("power-good off"), told);
    on.add(Signal.POWER_GOOD);
    pass(Duration.ofMillis(300));
    assertEquals(List.of("power-good off", "power-good on"), told);
  }

  @Test
  void aLossThatWasToldIsNotToldAgainByASparkOfPower() {
    settle();
    on.remove(Signal.POWER_GOOD);
    pass(Duration.ofSeconds(4));
    on.add(Signal.POWER_GOOD);
    pass(Duration.ofMillis(200));
    on.remove(Signal.POWER_GOOD);
    pass(Duration.ofSeconds(4));
    assertEquals(List.of("power-good off"), told);
  }

  @Test
  void theOtherInputsAreQuick() {
    settle();
    on.add(Signal.IGNITION);
    pass(Duration.ofMillis(200));
    assertFalse(watch.isOn(Signal.IGNITION), "a spark");
    watch.look();
    on.remove(Signal.IGNITION);
    pass(Duration.ofMillis(300));
    assertEquals(List.of("ignition on", "ignition off"), told);
  }
}
