package id.pantau.collector.activity;

import java.time.DayOfWeek;

/**
 * What a regency may decide about reporting; stored with dates in {@code activity_rules}.
 *
 * @param thresholds when a deviation is amber and when red
 * @param dailyWorksAboveRp running construction above this pagu reports daily
 * @param weeklyDay on which day of the week a weekly report is due, if it is a working day
 * @param operatorDays how many working days after its day an operator may still write a report
 * @param verifierDays how many days after it a verifier may open it again; later it needs a
 *     reopening
 */
public record ActivityRules(
    Thresholds thresholds,
    long dailyWorksAboveRp,
    DayOfWeek weeklyDay,
    int operatorDays,
    int verifierDays) {

  /**
   * Points behind the plan, as positive numbers.
   *
   * @param splitPct up to this plan the early pair counts, above it the late pair
   */
  public record Thresholds(
      double splitPct,
      double earlyWatchPts,
      double earlyCriticalPts,
      double lateWatchPts,
      double lateCriticalPts) {

    /**
     * Red as the Ministry of Public Works defines a critical contract (Permen PU 07/2011 art.
     * 39.2); amber at half of it.
     */
    public static final Thresholds STANDARD = new Thresholds(70, 5, 10, 2.5, 5);

    public Thresholds {
      requireOrder(earlyWatchPts, earlyCriticalPts);
      requireOrder(lateWatchPts, lateCriticalPts);
      if (!(splitPct >= 0 && splitPct <= 100)) {
        throw new IllegalArgumentException("splitPct " + splitPct);
      }
    }

    private static void requireOrder(double watchPts, double criticalPts) {
      if (!(watchPts >= 0 && criticalPts >= watchPts)) {
        throw new IllegalArgumentException(
            "watch must come before critical: " + watchPts + ", " + criticalPts);
      }
    }
  }

  public static final ActivityRules STANDARD =
      new ActivityRules(Thresholds.STANDARD, 200_000_000, DayOfWeek.FRIDAY, 1, 7);

  public ActivityRules {
    if (dailyWorksAboveRp < 0) {
      throw new IllegalArgumentException("dailyWorksAboveRp " + dailyWorksAboveRp);
    }
    if (operatorDays < 0 || verifierDays < operatorDays) {
      throw new IllegalArgumentException("days " + operatorDays + ", " + verifierDays);
    }
  }
}
