package id.pantau.collector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;

/** What this process says of itself, by {@code logging.properties}. */
final class Logging {
  private Logging() {}

  /** For the whole process; before anything is logged. */
  static void configure() {
    try (InputStream how = Logging.class.getResourceAsStream("/logging.properties")) {
      LogManager.getLogManager().readConfiguration(how);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read how to log", e);
    }
  }
}
