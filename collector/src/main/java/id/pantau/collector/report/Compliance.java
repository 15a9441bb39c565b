package id.pantau.collector.report;

import id.pantau.collector.activity.ReportState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Who has reported for a day.
 *
 * @param cutOff local time, "17:00"
 * @param reportedCount agencies with everything in, of those that owed something ({@code
 *     totalCount})
 */
public record Compliance(
    LocalDate date,
    boolean workingDay,
    String cutOff,
    boolean cutOffPassed,
    int reportedCount,
    int totalCount,
    List<OpdCompliance> opds) {
  public Compliance {
    opds = List.copyOf(opds);
  }

  /**
   * One agency.
   *
   * @param missedDays days in a row without any report before this one
   */
  public record OpdCompliance(
      int opdId,
      String name,
      String shortName,
      String kind,
      ReportState state,
      int doneCount,
      int dueCount,
      int missedDays,
      Optional<Instant> lastReportAt) {}
}
