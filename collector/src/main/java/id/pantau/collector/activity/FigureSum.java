package id.pantau.collector.activity;

import java.time.LocalDate;

/** Adds up the packages of an agency to the figures of a day; owned by one thread. */
final class FigureSum {
  private int packageCount;
  private long paguRp;
  private double physicalWeight;
  private double plannedWeight;
  private long financialRp;
  private final int[] states = new int[PackageState.values().length];
  private final int[] bands = new int[Band.values().length];
  private int lateCount;

  /** A cancelled package counts for nothing. */
  void add(PackageStatus status) {
    if (status.isCancelled()) {
      return;
    }
    packageCount++;
    paguRp += status.paguRp();
    physicalWeight += status.standing().physicalPct() * status.paguRp();
    plannedWeight += status.plannedPct() * status.paguRp();
    financialRp += status.standing().financialRp();
    states[status.standing().state().ordinal()]++;
    bands[status.band().ordinal()]++;
    if (status.late().isPresent()) {
      lateCount++;
    }
  }

  DayFigures of(int opdId, LocalDate date, boolean working) {
    return new DayFigures(
        opdId,
        date,
        working,
        packageCount,
        paguRp,
        physicalWeight,
        plannedWeight,
        financialRp,
        states[PackageState.PLANNED.ordinal()],
        states[PackageState.RUNNING.ordinal()],
        states[PackageState.FINISHED.ordinal()],
        bands[Band.WATCH.ordinal()],
        bands[Band.CRITICAL.ordinal()],
        lateCount);
  }
}
