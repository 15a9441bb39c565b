package id.pantau.agent;

import java.nio.file.Path;

/**
 * Whether the clock of the machine is set by the satellites.
 *
 * @param follows false = whatever it says, it is left alone
 * @param requestFile made to ask for it; a unit of root looks at it
 */
public record ClockSettings(boolean follows, Path requestFile) {
  /** In the folder that systemd makes for the service. */
  public static final Path REQUEST_FILE = Path.of("/run/pantau-agent/clock");
}
