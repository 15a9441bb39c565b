package id.pantau.collector.activity;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A report as a person sends it.
 *
 * @param kind "nihil" or "progress"
 * @param stage finer than {@code state}; either may be left out
 * @param correctionReason needed when something falls or the day is reported already
 * @param confirmedFinancialRp repeats {@code financialRp} to say that a surprising amount is meant
 */
public record UpdateDraft(
    Optional<LocalDate> date,
    Optional<String> kind,
    Optional<Double> physicalPct,
    Optional<Long> financialRp,
    Optional<String> note,
    Optional<String> state,
    Optional<String> stage,
    Optional<ObstacleDraft> obstacle,
    Optional<String> correctionReason,
    Optional<Long> confirmedFinancialRp) {

  /** What is in the way. */
  public record ObstacleDraft(
      Optional<String> code,
      Optional<String> text,
      Optional<String> helpFrom,
      Optional<LocalDate> dueDate) {}
}
