package id.pantau.collector.activity;

import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.TreeMap;

/** One package over a span of days: fixed facts, plan, and every standing that was reached. */
final class PackageHistory {
  private final PackageBasics basics;
  private final PlanHistory plan;
  private final NavigableMap<LocalDate, Standing> standings;

  /**
   * @param standings by the day they were reached; the first must reach back to the first day that
   *     is asked for
   */
  PackageHistory(
      PackageBasics basics, PlanHistory plan, NavigableMap<LocalDate, Standing> standings) {
    this.basics = basics;
    this.plan = plan;
    this.standings = new TreeMap<>(standings);
  }

  PackageBasics basics() {
    return basics;
  }

  PlanHistory plan() {
    return plan;
  }

  Standing standingAt(LocalDate date) {
    var entry = standings.floorEntry(date);
    return entry == null ? Standing.NONE : entry.getValue();
  }

  /** How it stood at the end of the day. */
  PackageStatus statusAt(ActivityRules rules, LocalDate date) {
    return PackageStatus.judge(
        rules, basics, new PackageStatus.Day(date, standingAt(date), plan.pctAt(date)));
  }
}
