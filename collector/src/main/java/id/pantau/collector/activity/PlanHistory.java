package id.pantau.collector.activity;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The plan of a package through its year: each day is judged by the version in force on that day,
 * so a re-baseline never changes what was planned before.
 */
final class PlanHistory {
  private static final int MONTHS = 12;

  private final int year;
  private final List<Version> versions;
  private final Optional<LocalDate> start;
  private final Optional<LocalDate> end;

  /** Cumulative physical per cent at the end of each month. */
  private record Version(LocalDate inForceFrom, List<Double> monthEndPct) {
    Version {
      if (monthEndPct.size() != MONTHS) {
        throw new IllegalArgumentException("a plan needs 12 months: " + monthEndPct);
      }
    }
  }

  private PlanHistory(
      int year, List<Version> versions, Optional<LocalDate> start, Optional<LocalDate> end) {
    this.year = year;
    this.versions = List.copyOf(versions);
    this.start = start;
    this.end = end;
  }

  /**
   * @param versions as the database writes them: {@code 2026-01-01=0 5 10 …;2026-09-01=0 5 8 …}, in
   *     the order of their dates; empty when the package came without a curve
   * @param start first planned day, the plan is even from here when there is no curve
   * @param end last planned day
   */
  static PlanHistory parse(
      int year, Optional<String> versions, Optional<LocalDate> start, Optional<LocalDate> end) {
    var parsed = new ArrayList<Version>();
    if (versions.isPresent()) {
      for (String version : versions.get().split(";")) {
        int split = version.indexOf('=');
        var monthEnds = new ArrayList<Double>(MONTHS);
        for (String value : version.substring(split + 1).split(" ")) {
          monthEnds.add(Double.valueOf(value));
        }
        parsed.add(new Version(LocalDate.parse(version.substring(0, split)), monthEnds));
      }
    }
    return new PlanHistory(year, parsed, start, end);
  }

  /** What should be done by the end of the day. */
  double pctAt(LocalDate date) {
    if (date.getYear() != year) {
      return date.getYear() < year ? 0 : pctAt(LocalDate.of(year, MONTHS, 31));
    }
    if (versions.isEmpty()) {
      return start.isPresent() && end.isPresent()
          ? PlanPolicy.evenPctAt(date, start.get(), end.get())
          : 0;
    }
    List<Double> monthEnds = inForce(date).monthEndPct();
    int month = date.getMonthValue();
    double before = month == 1 ? 0 : monthEnds.get(month - 2);
    return PlanPolicy.valueAt(date, before, monthEnds.get(month - 1));
  }

  /** The twelve month ends. */
  List<CurvePoint> curve() {
    var points = new ArrayList<CurvePoint>(MONTHS);
    for (int month = 1; month <= MONTHS; month++) {
      LocalDate date = YearMonth.of(year, month).atEndOfMonth();
      points.add(new CurvePoint(date, Figures.round(pctAt(date))));
    }
    return points;
  }

  private Version inForce(LocalDate date) {
    Version current = versions.getFirst();
    for (Version version : versions) {
      if (!version.inForceFrom().isAfter(date)) {
        current = version;
      }
    }
    return current;
  }
}
