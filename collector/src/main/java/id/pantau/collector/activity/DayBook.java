package id.pantau.collector.activity;

import id.pantau.collector.activity.DutyPolicy.Window;
import id.pantau.collector.db.Session;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;

/**
 * Everything stored about a day that can be computed again: what was due, and the figures of each
 * agency. It is a pure function of packages, plans, reports, rules and calendar.
 */
final class DayBook {
  private final DayBookStore store;
  private final WorkingDays workingDays;

  DayBook(DayBookStore store, WorkingDays workingDays) {
    this.store = store;
    this.workingDays = workingDays;
  }

  /** The days of some agencies, both ends included; the last one goes on, the others are past. */
  record Span(SortedSet<Integer> opdIds, LocalDate from, LocalDate to) {}

  /** A report that is due. */
  record Duty(int opdId, int packageId, Window window, Cadence cadence) {}

  /** Writes what is due on days that have no duties yet, and their figures. */
  void open(Session session, Span span, Measures measures) {
    Map<Integer, List<PackageHistory>> histories = store.histories(session, span);
    store.writeDuties(session, duties(span, histories, measures));
    store.writeFigures(session, figures(span, histories, measures));
  }

  /** Computes the figures again after a report; what was due stays as it was on that day. */
  void refresh(Session session, Span span, Measures measures) {
    store.writeFigures(session, figures(span, store.histories(session, span), measures));
  }

  private List<Duty> duties(
      Span span, Map<Integer, List<PackageHistory>> histories, Measures measures) {
    var duties = new ArrayList<Duty>();
    for (int opdId : span.opdIds()) {
      for (PackageHistory history : histories.getOrDefault(opdId, List.of())) {
        for (LocalDate day = span.from(); !day.isAfter(span.to()); day = day.plusDays(1)) {
          dutyOn(day, history, measures).ifPresent(duties::add);
        }
      }
    }
    return duties;
  }

  /**
   * What was known when the day began decides, so that a day's duties never move under a reader.
   */
  private Optional<Duty> dutyOn(LocalDate day, PackageHistory history, Measures measures) {
    PackageBasics basics = history.basics();
    if (day.getYear() != basics.fiscalYear() || day.isBefore(basics.knownFrom())) {
      return Optional.empty();
    }
    PackageStatus before = history.statusAfter(measures.at(day), day.minusDays(1));
    if (!before.isOpen()) {
      return Optional.empty();
    }
    return measures
        .at(day)
        .dueDays()
        .dueOn(basics.opdId(), before.cadence(), day)
        .map(window -> new Duty(basics.opdId(), basics.id(), window, before.cadence()));
  }

  private List<DayFigures> figures(
      Span span, Map<Integer, List<PackageHistory>> histories, Measures measures) {
    var figures = new ArrayList<DayFigures>();
    for (int opdId : span.opdIds()) {
      List<PackageHistory> packages = histories.getOrDefault(opdId, List.of());
      for (LocalDate day = span.from(); !day.isAfter(span.to()); day = day.plusDays(1)) {
        figures.add(figuresOn(day, opdId, packages, judge(span, day, measures)));
      }
    }
    return figures;
  }

  private static Function<PackageHistory, PackageStatus> judge(
      Span span, LocalDate day, Measures measures) {
    PackageStatus.Measure measure = measures.at(day);
    return day.equals(span.to())
        ? history -> history.statusOn(measure, day)
        : history -> history.statusAfter(measure, day);
  }

  private DayFigures figuresOn(
      LocalDate day,
      int opdId,
      List<PackageHistory> packages,
      Function<PackageHistory, PackageStatus> judge) {
    var sum = new FigureSum();
    for (PackageHistory history : packages) {
      if (history.basics().fiscalYear() == day.getYear()) {
        sum.add(judge.apply(history));
      }
    }
    return sum.of(opdId, day, workingDays.isWorkingDay(opdId, day));
  }
}
