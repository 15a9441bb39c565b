package id.pantau.collector.activity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a package stands at the end of a day: a pure function of its basics, reports and plan. */
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

  /** What it takes to judge a day. */
  record Day(LocalDate date, Standing standing, double plannedPct) {}

  static PackageStatus judge(ActivityRules rules, PackageBasics basics, Day day) {
    Standing standing = day.standing();
    List<Flag> pauses = basics.pausedBy(day.date());
    boolean rests = pauses.stream().anyMatch(Flag::rests);
    double plannedPct = Figures.round(day.plannedPct());
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
    Cadence derived =
        CadencePolicy.judge(
            rules,
            new CadencePolicy.Facts(
                basics.priority(),
                basics.routine(),
                rests,
                basics.kind(),
                standing.state(),
                paguRp,
                band));
    return new PackageStatus(
        standing,
        paguRp,
        plannedPct,
        deviationPts,
        band,
        late,
        basics.cadenceOverride().orElse(derived),
        flags(late.isPresent(), band, pauses));
  }

  boolean isCancelled() {
    return flags.contains(Flag.CANCELLED);
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
