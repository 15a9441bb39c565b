package id.pantau.collector.activity;

/** How many reports of a day are in, of how many that were due. */
public record DayCount(int doneCount, int dueCount) {
  public DayCount {
    if (doneCount < 0 || doneCount > dueCount) {
      throw new IllegalArgumentException(doneCount + " of " + dueCount);
    }
  }

  ReportState state() {
    return ReportState.of(doneCount, dueCount);
  }
}
