package id.pantau.collector.activity;

import java.time.LocalDate;

/** The stored figures of a day over all agencies that a viewer may see. */
public record DayTotals(
    LocalDate date, long paguRp, double physicalWeight, double plannedWeight, long financialRp) {

  /** Weighted by pagu; 0 without packages. */
  public double physicalPct() {
    return paguRp > 0 ? physicalWeight / paguRp : 0;
  }
}
