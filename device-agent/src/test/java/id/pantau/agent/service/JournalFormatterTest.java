package id.pantau.agent.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class JournalFormatterTest {
  private static String format(Level level, String message, Object... arguments) {
    var record = new LogRecord(level, message);
    record.setParameters(arguments);
    return new JournalFormatter().format(record);
  }

  @Test
  void putsThePriorityOfJournaldInFront() {
    assertEquals("<3>the card refuses\n", format(Level.SEVERE, "the card refuses"));
    assertEquals("<4>not connected\n", format(Level.WARNING, "not connected"));
    assertEquals(
        "<6>connected device=ambulans-1\n",
        format(Level.INFO, "connected device={0}", "ambulans-1"));
    assertEquals("<7>a detail\n", format(Level.FINE, "a detail"));
  }

  @Test
  void everyLineOfATraceHasIt() {
    var record = new LogRecord(Level.SEVERE, "first\nsecond");
    record.setThrown(new IllegalStateException("why"));
    String text = new JournalFormatter().format(record);
    assertTrue(
        text.startsWith("<3>first\n<3>second\n<3>java.lang.IllegalStateException: why\n"), text);
    assertTrue(text.lines().allMatch(line -> line.startsWith("<3>")), text);
  }
}
