package id.pantau.collector.activity;

import id.pantau.collector.activity.DraftCheck.Checked;
import id.pantau.collector.activity.ProgressPolicy.Verdict;
import id.pantau.collector.db.Session;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.web.FieldError;
import id.pantau.collector.web.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Takes one report of an agency: every rule, then the rows, in the transaction of the caller. */
final class Reporting {
  private final ReportStore reports;
  private final PackageStore packages;
  private final DayBook dayBook;
  private final WorkingDays workingDays;

  Reporting(ReportStore reports, PackageStore packages, DayBook dayBook, WorkingDays workingDays) {
    this.reports = reports;
    this.packages = packages;
    this.dayBook = dayBook;
    this.workingDays = workingDays;
  }

  /** Who writes, when, and by which rules. */
  record Desk(Viewer author, int opdId, Instant now, LocalDate today, Measures measures) {
    ActivityRules rules() {
      return measures.at(today).rules();
    }
  }

  /** Returns the version that now holds. */
  Update report(Session session, Desk desk, int packageId, UpdateDraft draft) {
    Checked checked =
        switch (DraftCheck.check(draft, reports.obstacleCodes(session))) {
          case DraftCheck.Result.Wrong(List<FieldError> issues) -> throw Problem.ofFields(issues);
          case DraftCheck.Result.Ok(Checked good) -> good;
        };
    reports.lockOpd(session, desk.opdId());
    requireOpenDay(session, desk, checked.date());
    ReportStore.Entry entry = entry(session, desk, packageId, checked);
    long id = reports.insert(session, entry, desk.author(), desk.now());
    checked.obstacle().ifPresent(obstacle -> reports.insertObstacle(session, entry, id, obstacle));
    refresh(session, desk, checked.date());
    return packages.listUpdates(session, packageId).stream()
        .filter(update -> update.id() == id)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("update " + id + " vanished"));
  }

  /** "No change" for what is still due on the day. */
  DayCount reportNihil(
      Session session, Desk desk, LocalDate date, Optional<List<Integer>> packageIds) {
    reports.lockOpd(session, desk.opdId());
    requireOpenDay(session, desk, date);
    Optional<int[]> ids = packageIds.map(list -> DayBookStore.ints(list, Integer::intValue));
    reports.insertNihils(session, desk.opdId(), date, ids, desk.author(), desk.now());
    // No figure changes by saying that nothing changed.
    return reports.count(session, desk.opdId(), date);
  }

  private ReportStore.Entry entry(Session session, Desk desk, int packageId, Checked checked) {
    PackageStore.Found found =
        packages
            .list(
                session,
                PackageStore.Filter.ofPackage(packageId),
                desk.measures().at(checked.date()),
                checked.date())
            .stream()
            .findFirst()
            .orElseThrow(() -> Problem.of(422, "other-fiscal-year", packageId));
    Optional<ReportStore.OfDay> ofDay = reports.findOfDay(session, packageId, checked.date());
    Optional<Standing> standing =
        switch (checked.kind()) {
          case NIHIL -> {
            requireReason(ofDay, checked);
            yield Optional.empty();
          }
          case PROGRESS -> {
            // A further report of the day starts from the one it replaces: what is left out stays.
            Standing before =
                ofDay
                    .flatMap(ReportStore.OfDay::standing)
                    .orElseGet(() -> reports.standingBefore(session, packageId, checked.date()));
            Standing after = judge(found.view().kind(), before, ofDay, checked);
            requireMeant(before, after, found.view().paguRp(), checked);
            yield Optional.of(after);
          }
        };
    return new ReportStore.Entry(
        packageId,
        desk.opdId(),
        checked.date(),
        ofDay,
        standing,
        checked.note(),
        checked.correctionReason());
  }

  private static Standing judge(
      PackageKind kind, Standing before, Optional<ReportStore.OfDay> ofDay, Checked checked) {
    Verdict verdict =
        ProgressPolicy.judge(kind, before, ofDay.map(ReportStore.OfDay::kind), checked.entry());
    return switch (verdict) {
      case Verdict.Accepted(Standing after) -> after;
      case Verdict.NeedsReason(Standing after, ProgressPolicy.Backward why) -> {
        if (checked.correctionReason().isEmpty()) {
          throw needsReason(why, before);
        }
        yield after;
      }
      case Verdict.NotFinished(double pct) ->
          throw Problem.ofField("state", "finished-below-hundred", Spoken.percent(pct));
      case Verdict.Contradiction() -> throw Problem.ofField("stage", "stage-contradicts-state");
    };
  }

  /** Taking progress back by "no change" is a correction too. */
  private static void requireReason(Optional<ReportStore.OfDay> ofDay, Checked checked) {
    boolean takesBack = ofDay.filter(day -> day.kind() == UpdateKind.PROGRESS).isPresent();
    if (takesBack && checked.correctionReason().isEmpty()) {
      throw needsReason(ProgressPolicy.Backward.DAY_IS_REPORTED, Standing.NONE);
    }
  }

  private static Problem needsReason(ProgressPolicy.Backward why, Standing before) {
    FieldError error =
        switch (why) {
          case PHYSICAL_FALLS ->
              new FieldError("physicalPct", "physical-falls", Spoken.percent(before.physicalPct()));
          case FINANCIAL_FALLS ->
              new FieldError("financialRp", "financial-falls", Spoken.amount(before.financialRp()));
          case STATE_GOES_BACK -> new FieldError("state", "state-goes-back");
          case DAY_IS_REPORTED -> new FieldError("date", "day-is-reported");
        };
    return Problem.of(409, "needs-correction-reason").withFieldErrors(List.of(error));
  }

  /** An amount that is probably a zero too many must be repeated to be meant. */
  private static void requireMeant(Standing before, Standing after, long paguRp, Checked checked) {
    boolean entered = checked.entry().financialRp().isPresent();
    long amountRp = after.financialRp();
    boolean confirmed = checked.confirmedFinancialRp().filter(rp -> rp == amountRp).isPresent();
    if (entered
        && !confirmed
        && AmountPolicy.isSuspicious(amountRp, before.financialRp(), paguRp)) {
      throw Problem.of(422, "confirm-amount", Spoken.amount(amountRp))
          .withFieldErrors(
              List.of(new FieldError("financialRp", "confirm-amount", Spoken.amount(amountRp))));
    }
  }

  private void requireOpenDay(Session session, Desk desk, LocalDate date) {
    CorrectionPolicy.Verdict verdict =
        CorrectionPolicy.judge(
            date,
            desk.today(),
            day -> workingDays.isWorkingDay(desk.opdId(), day),
            desk.rules(),
            reports.locks(session, desk.opdId(), date, desk.now()));
    if (verdict != CorrectionPolicy.Verdict.OPEN) {
      String code =
          switch (verdict) {
            case OPEN -> throw new IllegalStateException("unreachable");
            case FUTURE -> "date-in-future";
            case NEEDS_VERIFIER -> "date-needs-verifier";
            case NEEDS_REOPENING -> "date-needs-reopening";
            case MONTH_LOCKED -> "month-locked";
          };
      throw Problem.of(422, code, Spoken.day(date))
          .withFieldErrors(List.of(new FieldError("date", code, Spoken.day(date))));
    }
  }

  private void refresh(Session session, Desk desk, LocalDate date) {
    var opd = new TreeSet<Integer>(List.of(desk.opdId()));
    dayBook.refresh(session, new DayBook.Span(opd, date, desk.today()), desk.measures());
  }
}
