package id.pantau.agent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;

/** The newest lines of our own log, so that somebody far away can read them. Any thread. */
final class LogRing extends Handler {
  private static final int LINES = 500;
  private static final int LINE_CHARS = 400;

  private final SimpleFormatter formatter = new SimpleFormatter();
  private final Deque<String> lines = new ArrayDeque<>();

  /** Listens to everything that is logged from now on. */
  static LogRing install() {
    var ring = new LogRing();
    Logger.getLogger("").addHandler(ring);
    return ring;
  }

  @Override
  public void publish(LogRecord record) {
    if (!isLoggable(record)) {
      return;
    }
    String line =
        "%tFT%<tTZ %s %s"
            .formatted(
                record.getInstant().atZone(java.time.ZoneOffset.UTC),
                record.getLevel(),
                formatter.formatMessage(record));
    synchronized (lines) {
      lines.add(line.substring(0, Math.min(line.length(), LINE_CHARS)));
      if (lines.size() > LINES) {
        lines.remove();
      }
    }
  }

  /** The newest of them, oldest first. */
  String excerpt(int count) {
    synchronized (lines) {
      return lines.stream()
          .skip(Math.max(0, lines.size() - count))
          .collect(Collectors.joining("\n"));
    }
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() {
    // Memory only.
  }
}
