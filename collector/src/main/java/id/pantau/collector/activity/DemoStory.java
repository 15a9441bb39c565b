package id.pantau.collector.activity;

import id.pantau.collector.activity.DemoPackage.Story;
import java.time.LocalDate;
import java.util.random.RandomGenerator;

/** How far an invented package really is, day by day. */
final class DemoStory {
  /** A building is handed over about this long after its last stone. */
  private static final int HANDOVER_DAYS = 8;

  private final DemoPackage of;
  private final LocalDate today;
  private final LocalDate lastWorkday;

  /** Points behind plan today, for those that are behind. */
  private final double behindPts;

  /** How eager the others are: points ahead (or behind) in the middle of the work. */
  private final double biasPts;

  DemoStory(DemoPackage of, LocalDate today, LocalDate lastWorkday, RandomGenerator random) {
    this.of = of;
    this.today = today;
    this.lastWorkday = lastWorkday;
    boolean early = of.plannedPct(today) <= 70;
    this.behindPts =
        switch (of.story()) {
          case SLOW -> early ? 6 + 2.5 * random.nextDouble() : 3 + 1.6 * random.nextDouble();
          case CRITICAL -> 12 + 11 * random.nextDouble();
          case OVERDUE -> 4.2;
          case STEADY, WAITING, POSTPONED, YESTERDAY, STARTED -> 0;
        };
    this.biasPts = -2 + 5 * random.nextDouble();
  }

  /** What a person on the site would say at the end of the day, in half per cents. */
  double pctOn(LocalDate date) {
    double planned = of.plannedPct(date);
    double pct =
        switch (of.story()) {
          case STEADY -> steady(planned);
          case SLOW, CRITICAL, OVERDUE -> planned - behindPts * ramp(planned);
          case WAITING -> 0;
          case POSTPONED -> Math.min(planned, 15);
          case STARTED -> date.isBefore(lastWorkday) ? 0 : 2;
          case YESTERDAY -> date.isBefore(built()) ? Math.min(97, planned + 4) : 100;
        };
    double whole = of.story() == Story.SLOW || of.story() == Story.CRITICAL ? 98 : 100;
    return Math.floor(2 * Math.clamp(pct, 0, whole)) / 2;
  }

  /** Whether its last paper is signed. */
  boolean finishedOn(LocalDate date) {
    return switch (of.story()) {
      case YESTERDAY -> !date.isBefore(lastWorkday);
      case STEADY -> !date.isBefore(of.end().plusDays(HANDOVER_DAYS));
      case SLOW, CRITICAL, OVERDUE, WAITING, POSTPONED, STARTED -> false;
    };
  }

  private LocalDate built() {
    return of.kind() == PackageKind.CONSTRUCTION
        ? lastWorkday.minusDays(HANDOVER_DAYS)
        : lastWorkday;
  }

  private double steady(double planned) {
    if (planned >= 100) {
      return 100;
    }
    double middle = 4 * planned * (100 - planned) / 10_000;
    return Math.min(99, planned + biasPts * middle);
  }

  /** Behind from the beginning, by as much as the work has grown. */
  private double ramp(double planned) {
    return Math.min(1, planned / Math.max(1, of.plannedPct(today)));
  }

  /** What has been paid by then, given how much is built; instalments of five per cent. */
  long paidRp(double physicalPct) {
    double share =
        switch (of.kind()) {
          case CONSTRUCTION -> physicalPct < 15 ? 0 : Math.max(20, 0.9 * physicalPct - 8);
          case GOODS, CONSULTANCY -> physicalPct < 80 ? 0 : 0.95 * physicalPct;
          case SERVICES, SELF_MANAGED -> 0.95 * physicalPct;
        };
    long instalments = (long) Math.floor(Math.clamp(share, 0, 95) / 5);
    return of.paguRp() / 20 * instalments;
  }
}
