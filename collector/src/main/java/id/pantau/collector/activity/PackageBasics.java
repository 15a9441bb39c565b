package id.pantau.collector.activity;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is fixed about a package over its year: everything but reports and plan.
 *
 * @param knownFrom the first day something can be due, because the system knew of it
 * @param paguRevisedRp the pagu of the revised budget, where that has one
 * @param revisedFrom from when the revised budget of the year is in force
 * @param paused when somebody said it is postponed, cancelled, terminated or to be tendered again
 */
record PackageBasics(
    int id,
    int opdId,
    int fiscalYear,
    LocalDate knownFrom,
    PackageKind kind,
    boolean priority,
    boolean routine,
    Optional<Cadence> cadenceOverride,
    long paguMurniRp,
    OptionalLong paguRevisedRp,
    Optional<LocalDate> revisedFrom,
    Optional<LocalDate> contractDate,
    LatePolicy.Promises promises,
    List<Pause> paused) {

  PackageBasics {
    paused = List.copyOf(paused);
  }

  /** A flag set by people, from a day to the day it was lifted. */
  record Pause(Flag flag, LocalDate since, Optional<LocalDate> until) {
    boolean holdsOn(LocalDate date) {
      return !date.isBefore(since) && until.map(date::isBefore).orElse(true);
    }
  }

  /** The budget ceiling in force. */
  long paguAt(LocalDate date) {
    boolean revised = revisedFrom.isPresent() && !date.isBefore(revisedFrom.get());
    return revised ? paguRevisedRp.orElse(paguMurniRp) : paguMurniRp;
  }

  boolean contractedAt(LocalDate date) {
    return !kind.hasContract() || contractDate.isPresent() && !date.isBefore(contractDate.get());
  }

  List<Flag> pausedBy(LocalDate date) {
    if (paused.isEmpty()) {
      return List.of(); // nearly always, and asked for every day of a year
    }
    return paused.stream()
        .filter(pause -> pause.holdsOn(date))
        .map(Pause::flag)
        .distinct()
        .toList();
  }
}
