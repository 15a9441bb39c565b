package id.pantau.collector.activity;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** What a plan says between the twelve month ends it was written for. */
final class PlanPolicy {
  private PlanPolicy() {}

  /**
   * Linear from the end of the month before to the end of the month of {@code date}; the last day
   * of a month has exactly the value of that month.
   *
   * @param before the cumulative value at the end of the month before; 0 in January
   * @param end the cumulative value at the end of the month
   */
  static double valueAt(LocalDate date, double before, double end) {
    return before + (end - before) * date.getDayOfMonth() / date.lengthOfMonth();
  }

  /**
   * The plan of a package that came without a curve: even from its first to its last planned day,
   * both included.
   */
  static double evenPctAt(LocalDate date, LocalDate start, LocalDate end) {
    if (date.isBefore(start)) {
      return 0;
    }
    if (!date.isBefore(end)) {
      return 100;
    }
    double days = ChronoUnit.DAYS.between(start, end) + 1.0;
    return 100 * (ChronoUnit.DAYS.between(start, date) + 1) / days;
  }
}
