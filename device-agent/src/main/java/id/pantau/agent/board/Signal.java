package id.pantau.agent.board;

import java.time.Duration;

/**
 * What an input can tell. The defaults are those of hardware/pins.yaml; a test holds them to it.
 */
public enum Signal {
  IGNITION(17, true, Pull.DOWN),
  POWER_GOOD(27, true, Pull.DOWN, Signal.STARTER_MS),
  PANIC(22, false, Pull.UP),
  PRIVATE_MODE(23, false, Pull.UP),
  TAMPER(5, true, Pull.UP);

  /** The resistor inside the Pi. */
  public enum Pull {
    UP,
    DOWN
  }

  /** So long must a level hold before it counts, else a spark would. */
  static final int SETTLES_MS = 200;

  /** A starter motor takes the voltage down for up to two seconds. */
  private static final int STARTER_MS = 3_000;

  private final int bcm;
  private final boolean activeHigh;
  private final Pull pull;
  private final int goneForMs;

  Signal(int bcm, boolean activeHigh, Pull pull) {
    this(bcm, activeHigh, pull, Signal.SETTLES_MS);
  }

  Signal(int bcm, boolean activeHigh, Pull pull, int goneForMs) {
    this.bcm = bcm;
    this.activeHigh = activeHigh;
    this.pull = pull;
    this.goneForMs = goneForMs;
  }

  /** The number the software uses for the pin. */
  public int bcm() {
    return bcm;
  }

  /** The level that means "yes". */
  public boolean activeHigh() {
    return activeHigh;
  }

  public Pull pull() {
    return pull;
  }

  /** So long must its meaning be gone before that counts; that it has come back counts at once. */
  public Duration goneFor() {
    return Duration.ofMillis(goneForMs);
  }

  /** The name in pins.yaml and in the configuration, e.g. {@code power-good}. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
