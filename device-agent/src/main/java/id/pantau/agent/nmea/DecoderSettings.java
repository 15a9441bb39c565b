package id.pantau.agent.nmea;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How to read a receiver.
 *
 * @param confirmFirst hold the very first epoch until a second one follows; a tracker on a vehicle
 *     takes it at once when two sentences agree on it
 * @param rolloverFloor when this software was built: a date before it is a receiver whose 10-bit
 *     week has rolled over, if 1024 weeks more make a date within {@link #ROLLOVER_WINDOW} after
 *     it. Empty for logs, which may be as old as they say
 */
public record DecoderSettings(boolean confirmFirst, Optional<Instant> rolloverFloor) {
  /** How long one release may stay on a vehicle; a wider window would move real old logs. */
  public static final Duration ROLLOVER_WINDOW = Duration.ofDays(5 * 365);

  /** For a log file of any age. */
  public static DecoderSettings forLogs() {
    return new DecoderSettings(true, Optional.empty());
  }

  /** For a receiver that is running now, with a program built then. */
  public static DecoderSettings live(Instant built) {
    return new DecoderSettings(false, Optional.of(built));
  }

  /** For a receiver whose dates are taken as they come. */
  public static DecoderSettings liveWithoutRollover() {
    return new DecoderSettings(false, Optional.empty());
  }
}
