package id.pantau.agent.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LivenessTest {
  private final Liveness liveness = new Liveness();
  private final Pulse serial = liveness.pulse("serial");
  private final Pulse journal = liveness.pulse("journal");
  private final Pulse uplink = liveness.pulse("uplink");

  @Test
  void isAliveOnlyWhenAllHaveTicked() {
    assertFalse(liveness.takeIfAllTicked(), "nobody has begun");
    serial.tick();
    journal.tick();
    assertFalse(liveness.takeIfAllTicked(), "the uplink has not");
    uplink.tick();
    assertTrue(liveness.takeIfAllTicked());
  }

  @Test
  void wantsANewTickOfEachEveryTime() {
    for (Pulse each : List.of(serial, journal, uplink)) {
      each.tick();
    }
    assertTrue(liveness.takeIfAllTicked());
    assertFalse(liveness.takeIfAllTicked(), "an old tick proves nothing");
    for (int i = 0; i < 1_000; i++) {
      serial.tick();
      journal.tick();
    }
    assertFalse(liveness.takeIfAllTicked(), "two that run do not stand for the third");
  }

  @Test
  void needsNoStep() {
    serial.tick();
    assertFalse(liveness.takeIfAllTicked());
    journal.tick();
    assertFalse(liveness.takeIfAllTicked());
    uplink.tick();
    assertTrue(liveness.takeIfAllTicked(), "each has ticked since the start");
  }

  @Test
  void saysWhereTheSilentOneIs() {
    serial.tick();
    uplink.tick();
    assertEquals(List.of(), liveness.stuckFor(Duration.ofHours(1)));
    assertEquals(3, liveness.stuckFor(Duration.ofNanos(-1)).size());
    assertTrue(serial.place().contains("saysWhereTheSilentOneIs"), serial.place());
    assertTrue(journal.place().contains("never"), journal.place());
  }
}
