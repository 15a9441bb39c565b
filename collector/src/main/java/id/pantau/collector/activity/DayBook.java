package id.pantau.collector.activity;

import id.pantau.collector.activity.DutyPolicy.Window;
import id.pantau.collector.db.Session;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

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

  /** The days of some agencies, both ends included. */
  record Span(SortedSet<Integer> opdIds, LocalDate from, LocalDate to) {}

  /** A report that is due. */
  record Duty(int opdId, int packageId, Window window, Cadence cadence) {}

  /** Writes what is due on days that have no duties yet, and their figures. */
  void open(Session session, Span span) {
    Map<Integer, List<PackageHistory>> histories = load(session, span);
    RulesHistory rules = store.rules(session);
    store.writeDuties(session, duties(span, histories, rules));
    store.writeFigures(session, figures(span, histories, rules));
  }

  /** Computes the figures again after a report; what was due stays as it was on that day. */
  void refresh(Session session, Span span) {
    store.writeFigures(session, figures(span, load(session, span), store.rules(session)));
  }

  private Map<Integer, List<PackageHistory>> load(Session session, Span span) {
    return store.histories(session, span);
  }

  private List<Duty> duties(
      Span span, Map<Integer, List<PackageHistory>> histories, RulesHistory rules) {
    var duties = new ArrayList<Duty>();
    for (int opdId : span.opdIds()) {
      for (PackageHistory history : histories.getOrDefault(opdId, List.of())) {
        for (LocalDate day = span.from(); !day.isAfter(span.to()); day = day.plusDays(1)) {
          dutyOn(day, history, rules).ifPresent(duties::add);
        }
      }
    }
    return duties;
  }

  /**
   * What was known when the day began decides, so that a day's duties never move under a reader.
   */
  private Optional<Duty> dutyOn(LocalDate day, PackageHistory history, RulesHistory rules) {
    PackageBasics basics = history.basics();
    if (day.getYear() != basics.fiscalYear() || day.isBefore(basics.knownFrom())) {
      return Optional.empty();
    }
    PackageStatus before = history.statusAt(rules.at(day), day.minusDays(1));
    if (!before.isOpen()) {
      return Optional.empty();
    }
    return DutyPolicy.dueOn(
            day,
            before.cadence(),
            rules.at(day).weeklyDay(),
            date -> workingDays.isWorkingDay(basics.opdId(), date))
        .map(window -> new Duty(basics.opdId(), basics.id(), window, before.cadence()));
  }

  private List<DayFigures> figures(
      Span span, Map<Integer, List<PackageHistory>> histories, RulesHistory rules) {
    var figures = new ArrayList<DayFigures>();
    for (int opdId : span.opdIds()) {
      List<PackageHistory> packages = histories.getOrDefault(opdId, List.of());
      for (LocalDate day = span.from(); !day.isAfter(span.to()); day = day.plusDays(1)) {
        figures.add(figuresOn(day, opdId, packages, rules.at(day)));
      }
    }
    return figures;
  }

  private DayFigures figuresOn(
      LocalDate day, int opdId, List<PackageHistory> packages, ActivityRules rules) {
    var sum = new FigureSum();
    for (PackageHistory history : packages) {
      if (history.basics().fiscalYear() == day.getYear()) {
        sum.add(history.statusAt(rules, day));
      }
    }
    return sum.of(opdId, day, workingDays.isWorkingDay(opdId, day));
  }
}
