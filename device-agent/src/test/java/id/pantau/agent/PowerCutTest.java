package id.pantau.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.agent.PowerCut.State;
import id.pantau.workbench.TestFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PowerCutTest {
  private static final long SECOND = 1_000_000_000;

  private final Path request = TestFolder.create("power").resolve("poweroff");
  private final PowerCut power = new PowerCut(new PowerSettings(Duration.ofSeconds(10), request));

  @Test
  void asksWhenThePowerStaysAway() {
    assertFalse(power.isDue(100 * SECOND), "power that was never seen to go is not lost");
    power.changed(false, 100 * SECOND);
    assertEquals(State.LOST, power.state());
    assertFalse(power.isDue(109 * SECOND));
    assertTrue(power.isDue(110 * SECOND));
    power.ask(110 * SECOND);
    assertTrue(Files.exists(request));
    assertEquals(State.ENDING, power.state());
    assertFalse(power.isDue(200 * SECOND), "once is enough");
  }

  @Test
  void aShortDipIsForgotten() {
    power.changed(false, 0);
    power.changed(true, 9 * SECOND);
    assertFalse(power.isDue(11 * SECOND));
    power.changed(false, 20 * SECOND);
    assertFalse(power.isDue(29 * SECOND), "it is counted from the new loss");
    assertTrue(power.isDue(30 * SECOND));
  }

  @Test
  void takesTheRequestBackWhenThePowerReturns() {
    power.changed(false, 0);
    power.ask(10 * SECOND);
    power.changed(true, 11 * SECOND);
    assertFalse(Files.exists(request));
    assertEquals(State.GOOD, power.state());
  }

  @Test
  void asksAgainWhenItCouldNotBeAsked() throws IOException {
    Files.createDirectories(request);
    power.changed(false, 0);
    power.ask(10 * SECOND);
    assertTrue(power.isDue(11 * SECOND));
    Files.delete(request);
    power.ask(11 * SECOND);
    assertEquals(State.ENDING, power.state());
  }

  @Test
  void neverAsksWhereThatIsNotWanted() {
    var never = new PowerCut(new PowerSettings(Duration.ZERO, request));
    never.changed(false, 0);
    assertFalse(never.isDue(3_600 * SECOND));
    assertThrows(
        IllegalArgumentException.class, () -> new PowerSettings(Duration.ofHours(2), request));
  }
}
