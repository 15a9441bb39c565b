package id.pantau.agent.board;

/** What a technician can read without a screen. Pins as in hardware/pins.yaml. */
public enum Lamp {
  /** On = fix, blinking = searching. */
  FIX(24),
  /** On = the collector answers, blinking = records wait. */
  LINK(25),
  /** On = call the technician, blinking = power lost. On alone = being switched off. */
  FAULT(16);

  private final int bcm;

  Lamp(int bcm) {
    this.bcm = bcm;
  }

  public int bcm() {
    return bcm;
  }

  /** The name in pins.yaml, e.g. {@code led-fix}. */
  public String word() {
    return "led-" + name().toLowerCase(java.util.Locale.ROOT);
  }
}
