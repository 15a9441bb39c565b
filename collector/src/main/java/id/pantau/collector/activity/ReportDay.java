package id.pantau.collector.activity;

import java.time.LocalDate;

/**
 * How far the reports of an agency for a day are in; there is none for a day without duties.
 *
 * @param onTimeCount of the done ones, those recorded before the cut-off of the day
 */
public record ReportDay(int opdId, LocalDate date, int dueCount, int doneCount, int onTimeCount) {
  public ReportState state() {
    return ReportState.of(doneCount, dueCount);
  }
}
