package id.pantau.collector.activity;

import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** One package over a span of days: fixed facts, plan, and every standing that was reached. */
final class PackageHistory {
  private final PackageBasics basics;
  private final PlanHistory plan;
  private final NavigableMap<LocalDate, Standing> standings;
  private final Optional<LocalDate> lastReport;

  /**
   * @param standings by the day they were reached; the first must reach back to the first day that
   *     is asked for
   * @param lastReport the day of its newest report
   */
  PackageHistory(
      PackageBasics basics,
      PlanHistory plan,
      NavigableMap<LocalDate, Standing> standings,
      Optional<LocalDate> lastReport) {
    this.basics = basics;
    this.plan = plan;
    this.standings = new TreeMap<>(standings);
    this.lastReport = lastReport;
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

  /** How it stood at the end of a past day. */
  PackageStatus statusAfter(PackageStatus.Measure measure, LocalDate date) {
    return PackageStatus.judge(
        measure, basics, plan, PackageStatus.Day.past(date, standingAt(date)));
  }

  /** How it stands on a day that goes on. */
  PackageStatus statusOn(PackageStatus.Measure measure, LocalDate today) {
    boolean reported = lastReport.filter(today::equals).isPresent();
    return PackageStatus.judge(
        measure, basics, plan, new PackageStatus.Day(today, standingAt(today), reported, false));
  }
}
