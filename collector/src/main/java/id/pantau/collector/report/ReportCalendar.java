package id.pantau.collector.report;

import java.time.LocalDate;
import java.util.List;

/** Days of reports, agency by agency. */
public record ReportCalendar(List<OpdDays> opds) {
  public ReportCalendar {
    opds = List.copyOf(opds);
  }

  /** The days of one agency, oldest first. */
  public record OpdDays(int opdId, List<Day> days) {
    public OpdDays {
      days = List.copyOf(days);
    }
  }

  /** One square. */
  public record Day(LocalDate date, DayState state) {}
}
