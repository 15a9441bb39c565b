package id.pantau.agent.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.agent.PowerSettings;
import id.pantau.agent.SharedData;
import id.pantau.agent.board.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** From the loss of power to a locked card takes what the pages say, and that is held. */
class HoldUpTest {
  private static final Path REPOSITORY = SharedData.repository();

  private static int seconds(String file, String regex) throws IOException {
    Matcher matcher =
        Pattern.compile(regex, Pattern.MULTILINE)
            .matcher(Files.readString(REPOSITORY.resolve(file)));
    assertTrue(matcher.find(), file + " says no " + regex);
    return Integer.parseInt(matcher.group(1));
  }

  @Test
  void whatIsNeededIsPatienceEndingAndLocking() throws IOException {
    int patience = seconds("hardware/card/hold-up.sh", "^PATIENCE_S=.*:-(\\d+)}");
    assertEquals(PowerSettings.SHUTDOWN_AFTER.toSeconds(), patience, "both ways wait as long");
    int ending =
        seconds(
            "packaging/deb/root/usr/lib/systemd/system/pantau-agent.service",
            "^TimeoutStopSec=(\\d+)$");
    for (String page : new String[] {"hardware/power.md", "hardware/daya.md"}) {
      int locking = seconds(page, "\\+ (\\d+) s (?:to lock the card|mengunci kartu)");
      int needed = seconds(page, "= \\*\\*(\\d+) s\\*\\*");
      assertEquals(patience + ending + locking, needed, page);
      int held = seconds(page, "\\*\\*(\\d+) s ≥ " + needed + " s\\*\\*");
      assertTrue(held >= needed, page + ": old cells with a busy modem hold " + held + " s");
    }
  }

  /** What is told as a loss must be told while there is still something to tell it with. */
  @Test
  void aStarterMotorIsWaitedOutAndALossIsToldBeforeTheEnd() {
    assertTrue(Signal.POWER_GOOD.goneFor().toMillis() > 2_000);
    assertTrue(
        Signal.POWER_GOOD.goneFor().compareTo(PowerSettings.SHUTDOWN_AFTER.dividedBy(2)) < 0);
  }
}
