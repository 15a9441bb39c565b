package id.pantau.collector;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is running, to be ended in the order opposite to its start. Used by one thread at a time:
 * who starts the collector, later who ends it.
 */
final class Parts {
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T part) {
    running.push(part);
    return part;
  }

  /** Ends all of them; {@code failure} is told what did not end well. */
  void end(Exception failure) {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) { // each part is given its chance, whatever the others did
        failure.addSuppressed(e);
      }
    }
  }
}
