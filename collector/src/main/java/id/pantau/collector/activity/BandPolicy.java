package id.pantau.collector.activity;

/** The colour of a deviation. */
public final class BandPolicy {
  private BandPolicy() {}

  /**
   * @param plannedPct what the plan says by now
   * @param deviationPts actual minus plan; behind is negative
   */
  public static Band judge(
      ActivityRules.Thresholds thresholds, double plannedPct, double deviationPts) {
    boolean early = plannedPct <= thresholds.splitPct();
    double criticalPts = early ? thresholds.earlyCriticalPts() : thresholds.lateCriticalPts();
    double watchPts = early ? thresholds.earlyWatchPts() : thresholds.lateWatchPts();
    if (deviationPts < -criticalPts) {
      return Band.CRITICAL;
    }
    return deviationPts <= -watchPts ? Band.WATCH : Band.ON_TRACK;
  }
}
