package id.pantau.collector.activity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a package stands at the end of a day: a pure function of its basics, reports and plan.
 *
 * @param plannedPct the plan on the last day for which a report was due or given: nobody is behind
 *     for days on which nobody asked
 */
record PackageStatus(
    Standing standing,
    long paguRp,
    double plannedPct,
    double deviationPts,
    Band band,
    Optional<LatePolicy.Late> late,
    Cadence cadence,
    List<Flag> flags) {

  PackageStatus {
    flags = List.copyOf(flags);
  }

  /**
   * What it takes to judge a day.
   *
   * @param reported whether a report for the day itself has come
   * @param over whether the day is over, so that what was due on it should have come
   */
  record Day(LocalDate date, Standing standing, boolean reported, boolean over) {
    /** A day in the past. */
    static Day past(LocalDate date, Standing standing) {
      return new Day(date, standing, false, true);
    }
  }

  /** By which rules and calendar. */
  record Measure(ActivityRules rules, DueDays dueDays) {}

  static PackageStatus judge(Measure measure, PackageBasics basics, PlanHistory plan, Day day) {
    ActivityRules rules = measure.rules();
    Standing standing = day.standing();
    List<Flag> pauses = basics.pausedBy(day.date());
    boolean rests = pauses.stream().anyMatch(Flag::rests);
    LocalDate planDay = planDay(measure, basics, rests, day);
    double plannedPct = Figures.round(plan.pctAt(planDay));
    double deviationPts = Figures.round(standing.physicalPct() - plannedPct);
    boolean judged = standing.stage() != Stage.FINISHED && !pauses.contains(Flag.CANCELLED);
    Band band =
        judged ? BandPolicy.judge(rules.thresholds(), plannedPct, deviationPts) : Band.ON_TRACK;
    Optional<LatePolicy.Late> late =
        judged
            ? LatePolicy.judge(
                day.date(),
                standing.state(),
                basics.contractedAt(day.date()),
                basics.promises(),
                band)
            : Optional.empty();
    long paguRp = basics.paguAt(day.date());
    return new PackageStatus(
        standing,
        paguRp,
        plannedPct,
        deviationPts,
        band,
        late,
        cadence(rules, basics, rests, day, band),
        flags(late.isPresent(), band, pauses));
  }

  /** A report for the day itself, or the last due day: today counts only once it is over. */
  private static LocalDate planDay(Measure measure, PackageBasics basics, boolean rests, Day day) {
    if (day.reported()) {
      return day.date();
    }
    Cadence usual = cadence(measure.rules(), basics, rests, day, Band.ON_TRACK);
    LocalDate last = day.over() ? day.date() : day.date().minusDays(1);
    return measure.dueDays().lastDue(basics.opdId(), usual, last);
  }

  private static Cadence cadence(
      ActivityRules rules, PackageBasics basics, boolean rests, Day day, Band band) {
    return basics
        .cadenceOverride()
        .orElseGet(
            () ->
                CadencePolicy.judge(
                    rules,
                    new CadencePolicy.Facts(
                        basics.priority(),
                        basics.routine(),
                        rests,
                        basics.kind(),
                        day.standing().state(),
                        basics.paguAt(day.date()),
                        band)));
  }

  boolean isCancelled() {
    return flags.contains(Flag.CANCELLED);
  }

  /** Whether somebody is at work on it. */
  boolean isWorkedOn() {
    return standing.state() == PackageState.RUNNING && flags.stream().noneMatch(Flag::rests);
  }

  /** Whether anything can still be due. */
  boolean isOpen() {
    return standing.stage() != Stage.FINISHED && !isCancelled();
  }

  private static List<Flag> flags(boolean late, Band band, List<Flag> pauses) {
    var flags = new ArrayList<Flag>();
    if (late) {
      flags.add(Flag.LATE);
    }
    if (band == Band.CRITICAL) {
      flags.add(Flag.CRITICAL);
    }
    flags.addAll(pauses);
    return flags;
  }
}
