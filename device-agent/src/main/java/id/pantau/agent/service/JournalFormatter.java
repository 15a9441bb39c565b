package id.pantau.agent.service;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;

/**
 * Lines as journald wants them: the priority in front, as sd-daemon(3) has it, and no time, which
 * journald knows better. Named by {@code logging.properties} of the package.
 */
public final class JournalFormatter extends Formatter {
  @Override
  public String format(LogRecord record) {
    String prefix = "<" + priority(record.getLevel()) + ">";
    var text = new StringBuilder(formatMessage(record));
    Throwable thrown = record.getThrown();
    if (thrown != null) {
      var trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      text.append('\n').append(trace);
    }
    // Each line is a message of its own, and one without a priority would count as information.
    return text.toString().lines().map(line -> prefix + line + "\n").collect(Collectors.joining());
  }

  /** syslog(3): 3 error, 4 warning, 6 information, 7 debug. */
  private static int priority(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return 3;
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return 4;
    }
    return level.intValue() >= Level.INFO.intValue() ? 6 : 7;
  }
}
