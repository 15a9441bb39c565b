package id.pantau.agent.board;

/** An input that counts only when it has been the same a few times in a row. One thread. */
final class Debounced {
  /** With a look every 100 ms a level must hold for 0.2 s; a starter motor makes shorter dips. */
  private static final int ALIKE = 3;

  private boolean settled;
  private boolean isKnown;
  private boolean seen;
  private int alike;

  /**
   * Takes a look.
   *
   * @return true when the settled level has changed, or is known for the first time
   */
  boolean look(boolean level) {
    alike = level == seen ? alike + 1 : 1;
    seen = level;
    if (alike < ALIKE || isKnown && level == settled) {
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
