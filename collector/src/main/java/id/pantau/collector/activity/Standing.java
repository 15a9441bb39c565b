package id.pantau.collector.activity;

/**
 * What a package has reached by some day: the values of its last effective progress report.
 *
 * @param physicalPct cumulative, 0 to 100
 * @param financialRp paid, cumulative
 */
record Standing(double physicalPct, long financialRp, Stage stage) {
  /** Nothing has been reported yet. */
  static final Standing NONE = new Standing(0, 0, Stage.PLANNING);

  Standing {
    if (!(physicalPct >= 0 && physicalPct <= 100)) {
      throw new IllegalArgumentException("physicalPct " + physicalPct);
    }
    if (financialRp < 0) {
      throw new IllegalArgumentException("financialRp " + financialRp);
    }
  }

  PackageState state() {
    return stage.state();
  }
}
