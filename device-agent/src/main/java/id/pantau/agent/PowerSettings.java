package id.pantau.agent;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What happens when the vehicle's power goes.
 *
 * @param shutdownAfter so long without power, and the machine is switched off in peace; zero =
 *     never. Must be well below what the hold-up lasts, and cannot be sooner than the loss counts
 *     ({@link id.pantau.agent.board.Signal#goneFor})
 * @param requestFile made to ask for it; a unit of root looks at it
 */
public record PowerSettings(Duration shutdownAfter, Path requestFile) {
  /** Longer than a starter motor takes; a hold-up lasts 30 s, and ending takes up to 15 of them. */
  public static final Duration SHUTDOWN_AFTER = Duration.ofSeconds(10);

  /** In the folder that systemd makes for the service. */
  public static final Path REQUEST_FILE = Path.of("/run/pantau-agent/poweroff");

  private static final Duration LONGEST = Duration.ofHours(1);

  public PowerSettings {
    if (shutdownAfter.isNegative() || shutdownAfter.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("power.shutdown-after " + shutdownAfter);
    }
  }
}
