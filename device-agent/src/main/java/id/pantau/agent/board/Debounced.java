package id.pantau.agent.board;

/** An input that counts only when it has been the same a few times in a row. One thread. */
final class Debounced {
  private final int alikeOn;
  private final int alikeOff;
  private boolean settled;
  private boolean isKnown;
  private boolean seen;
  private int alike;

  /**
   * @param alikeOn so many looks in a row must be "on" before it counts
   * @param alikeOff the same for "off"
   */
  Debounced(int alikeOn, int alikeOff) {
    this.alikeOn = alikeOn;
    this.alikeOff = alikeOff;
  }

  /**
   * Takes a look.
   *
   * @return true when the settled level has changed, or is known for the first time
   */
  boolean look(boolean level) {
    alike = level == seen ? alike + 1 : 1;
    seen = level;
    if (alike < (level ? alikeOn : alikeOff) || isKnown && level == settled) {
      return false;
    }
    settled = level;
    isKnown = true;
    return true;
  }

  boolean isOn() {
    return settled;
  }
}
