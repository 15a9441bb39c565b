package id.pantau.agent.board;

/**
 * What an input can tell. The defaults are those of hardware/pins.yaml; a test holds them to it.
 */
public enum Signal {
  IGNITION(17, true, Pull.DOWN),
  POWER_GOOD(27, true, Pull.DOWN),
  PANIC(22, false, Pull.UP),
  PRIVATE_MODE(23, false, Pull.UP),
  TAMPER(5, true, Pull.UP);

  /** The resistor inside the Pi. */
  public enum Pull {
    UP,
    DOWN
  }

  private final int bcm;
  private final boolean activeHigh;
  private final Pull pull;

  Signal(int bcm, boolean activeHigh, Pull pull) {
    this.bcm = bcm;
    this.activeHigh = activeHigh;
    this.pull = pull;
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

  /** The name in pins.yaml and in the configuration, e.g. {@code power-good}. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
