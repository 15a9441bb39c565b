package id.pantau.acceptance.demo;

import java.time.Instant;

/** A vehicle of the demo with its tracker: lives through one second after the other. */
interface DemoTracker extends AutoCloseable {
  /**
   * Lives through one second; returns at once.
   *
   * @param second a whole second, later than the one before
   */
  void tick(Instant second);

  /** Switches the tracker off; what it has recorded is sent after the next start. */
  @Override
  void close();
}
