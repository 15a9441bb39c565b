package id.pantau.collector.report;

import id.pantau.collector.activity.ReportDay;
import id.pantau.collector.activity.ReportState;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How a day of reports is read. */
final class CompliancePolicy {
  private CompliancePolicy() {}

  /**
   * @param report empty when nothing was due
   * @param over whether the cut-off of the day has passed; before it nobody is missing
   */
  static DayState stateOf(Optional<ReportDay> report, boolean working, boolean over) {
    if (report.isEmpty()) {
      return working ? DayState.NOT_DUE : DayState.HOLIDAY;
    }
    ReportDay day = report.get();
    return switch (day.state()) {
      case COMPLETE -> day.onTimeCount() == day.dueCount() ? DayState.COMPLETE : DayState.LATE;
      case PARTIAL -> DayState.PARTIAL;
      case NONE -> over ? DayState.MISSING : DayState.NOT_DUE;
      case NOT_DUE -> DayState.NOT_DUE;
    };
  }

  /** Whether no report came on any of these days of one agency. */
  static boolean isSilentThroughout(List<ReportDay> days) {
    return days.stream().allMatch(day -> day.state() == ReportState.NONE);
  }

  /**
   * Days in a row without any report before {@code date}; days without duties (holidays) neither
   * count nor break the row, a partial report breaks it.
   *
   * @param days of one agency
   */
  static int missedDays(List<ReportDay> days, LocalDate date) {
    List<ReportDay> backwards =
        days.stream()
            .filter(day -> day.date().isBefore(date))
            .filter(day -> day.state() != ReportState.NOT_DUE)
            .sorted(Comparator.comparing(ReportDay::date).reversed())
            .toList();
    int missed = 0;
    while (missed < backwards.size() && backwards.get(missed).state() == ReportState.NONE) {
      missed++;
    }
    return missed;
  }
}
