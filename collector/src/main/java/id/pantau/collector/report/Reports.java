package id.pantau.collector.report;

import id.pantau.collector.activity.Activities;
import id.pantau.collector.activity.ActivityRules;
import id.pantau.collector.activity.BandPolicy;
import id.pantau.collector.activity.Comparison;
import id.pantau.collector.activity.Curve;
import id.pantau.collector.activity.CurvePoint;
import id.pantau.collector.activity.DayTotals;
import id.pantau.collector.activity.Figures;
import id.pantau.collector.activity.Overview;
import id.pantau.collector.activity.ReportDay;
import id.pantau.collector.activity.ReportState;
import id.pantau.collector.activity.WorkPackage;
import id.pantau.collector.region.Opd;
import id.pantau.collector.region.Region;
import id.pantau.collector.report.Compliance.OpdCompliance;
import id.pantau.collector.report.Progress.OpdDetail;
import id.pantau.collector.report.Progress.OpdProgress;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.web.FieldError;
import id.pantau.collector.web.Problem;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The door to what leaders ask. Every answer is cut to what the viewer may see, so the head of an
 * agency gets the same pages about the own agency. Safe for all threads.
 */
public final class Reports {
  /** A year and a bit: the widest calendar anybody can read. */
  static final int MAX_CALENDAR_DAYS = 400;

  /** A silence longer than this is shown as this long. */
  private static final int LONGEST_STREAK_DAYS = 60;

  private static final int USUAL_STREAK_DAYS = 10;

  private static final int REPORT_DAYS = 14;
  private static final int MOST_BEHIND = 10;

  /** A region does not rest longer in one piece; the search for its working day ends there. */
  private static final int LONGEST_HOLIDAY_DAYS = 31;

  private final Activities activities;
  private final Region region;
  private final InstantSource clock;

  public Reports(Activities activities, Region region, InstantSource clock) {
    this.activities = activities;
    this.region = region;
    this.clock = clock;
  }

  /** The day of the region. */
  public LocalDate today() {
    return region.today();
  }

  /** Who has reported for a day. */
  public Compliance compliance(Viewer viewer, LocalDate date) {
    List<ReportDay> days = daysForStreaks(viewer, date);
    Map<Integer, Instant> lastReports = activities.listLastReports(viewer, date);
    Map<Integer, List<ReportDay>> byOpd =
        days.stream().collect(Collectors.groupingBy(ReportDay::opdId));
    List<OpdCompliance> opds =
        visibleOpds(viewer, date).stream()
            .map(
                opd ->
                    complianceOf(
                        opd,
                        byOpd.getOrDefault(opd.id(), List.of()),
                        date,
                        Optional.ofNullable(lastReports.get(opd.id()))))
            .toList();
    return new Compliance(
        date,
        isWorkingDay(viewer, date),
        region.cutOff().toString(),
        isOver(date),
        (int) opds.stream().filter(opd -> opd.state() == ReportState.COMPLETE).count(),
        (int) opds.stream().filter(opd -> opd.state() != ReportState.NOT_DUE).count(),
        opds);
  }

  /** Few agencies are silent for long, so a long look back is only taken when one is. */
  private List<ReportDay> daysForStreaks(Viewer viewer, LocalDate date) {
    List<ReportDay> days =
        activities.listReportDays(
            viewer, date.minusDays(USUAL_STREAK_DAYS), date, OptionalInt.empty());
    boolean longer =
        days.stream().collect(Collectors.groupingBy(ReportDay::opdId)).values().stream()
            .anyMatch(CompliancePolicy::isSilentThroughout);
    return longer
        ? activities.listReportDays(
            viewer, date.minusDays(LONGEST_STREAK_DAYS), date, OptionalInt.empty())
        : days;
  }

  private static OpdCompliance complianceOf(
      Opd opd, List<ReportDay> days, LocalDate date, Optional<Instant> lastReport) {
    ReportDay day =
        days.stream()
            .filter(one -> one.date().equals(date))
            .findFirst()
            .orElse(new ReportDay(opd.id(), date, 0, 0, 0));
    return new OpdCompliance(
        opd.id(),
        opd.name(),
        opd.shortName(),
        opd.kind(),
        day.state(),
        day.doneCount(),
        day.dueCount(),
        CompliancePolicy.missedDays(days, date),
        lastReport);
  }

  /**
   * The squares of each agency, both ends included.
   *
   * @throws Problem 400 when the span is turned round or too wide, 403 for another agency
   */
  public ReportCalendar calendar(Viewer viewer, LocalDate from, LocalDate to, OptionalInt opdId) {
    long span = ChronoUnit.DAYS.between(from, to) + 1;
    if (span < 1 || span > MAX_CALENDAR_DAYS) {
      throw Problem.of(400, "span-wrong", MAX_CALENDAR_DAYS);
    }
    if (opdId.isPresent() && !viewer.readsOpd(opdId.getAsInt())) {
      throw Problem.of(403, "other-opd");
    }
    Map<Integer, Map<LocalDate, ReportDay>> reports = reportDays(viewer, from, to, opdId);
    return new ReportCalendar(
        visibleOpds(viewer, to).stream()
            .filter(opd -> opdId.isEmpty() || opd.id() == opdId.getAsInt())
            .map(
                opd ->
                    new ReportCalendar.OpdDays(
                        opd.id(),
                        squares(opd.id(), from, to, reports.getOrDefault(opd.id(), Map.of()))))
            .toList());
  }

  private Map<Integer, Map<LocalDate, ReportDay>> reportDays(
      Viewer viewer, LocalDate from, LocalDate to, OptionalInt opdId) {
    return activities.listReportDays(viewer, from, to, opdId).stream()
        .collect(
            Collectors.groupingBy(ReportDay::opdId, Collectors.toMap(ReportDay::date, day -> day)));
  }

  private List<ReportCalendar.Day> squares(
      int opdId, LocalDate from, LocalDate to, Map<LocalDate, ReportDay> reports) {
    return from.datesUntil(to.plusDays(1))
        .map(
            date ->
                new ReportCalendar.Day(
                    date,
                    CompliancePolicy.stateOf(
                        Optional.ofNullable(reports.get(date)),
                        region.calendar().isWorkingDay(opdId, date),
                        isOver(date))))
        .toList();
  }

  /** How far everything is. */
  public Progress progress(Viewer viewer) {
    Overview overview = activities.overview(viewer);
    List<WorkPackage> counted = overview.counted(OptionalInt.empty());
    Summary all = Summary.of(counted);
    return new Progress(
        overview.date(),
        all.packageCount(),
        all.paguRp(),
        all.physicalPct(),
        all.plannedPct(),
        all.deviationPts(),
        all.medianPhysicalPct(),
        all.financialRp(),
        all.financialPct(),
        all.states(),
        all.bands(),
        curve(viewer, overview, OptionalInt.empty(), all.physicalPct()),
        opdProgress(viewer, overview, OptionalInt.empty()));
  }

  /**
   * How far one agency is.
   *
   * @throws Problem 403 for another agency, 404 for one without packages this year
   */
  public OpdDetail opdProgress(Viewer viewer, int opdId) {
    if (!viewer.readsOpd(opdId)) {
      throw Problem.of(403, "other-opd");
    }
    Overview overview = activities.overview(viewer);
    OptionalInt only = OptionalInt.of(opdId);
    OpdProgress opd =
        opdProgress(viewer, overview, only).stream()
            .findFirst()
            .orElseThrow(() -> Problem.of(404, "no-packages", Integer.toString(opdId)));
    return new OpdDetail(opd, curve(viewer, overview, only, opd.physicalPct()));
  }

  /** Agencies without packages have no progress and are left out. */
  private List<OpdProgress> opdProgress(Viewer viewer, Overview overview, OptionalInt only) {
    LocalDate today = overview.date();
    LocalDate from = today.minusDays(REPORT_DAYS - 1);
    Map<Integer, Map<LocalDate, ReportDay>> reports = reportDays(viewer, from, today, only);
    ActivityRules.Thresholds thresholds = activities.thresholds(viewer);
    Map<Integer, List<WorkPackage>> byOpd =
        overview.counted(only).stream().collect(Collectors.groupingBy(WorkPackage::opdId));
    return visibleOpds(viewer, today).stream()
        .filter(opd -> byOpd.containsKey(opd.id()))
        .map(
            opd ->
                opdProgress(
                    opd,
                    Summary.of(byOpd.get(opd.id())),
                    thresholds,
                    squares(opd.id(), from, today, reports.getOrDefault(opd.id(), Map.of()))))
        .toList();
  }

  private static OpdProgress opdProgress(
      Opd opd,
      Summary summary,
      ActivityRules.Thresholds thresholds,
      List<ReportCalendar.Day> squares) {
    return new OpdProgress(
        opd.id(),
        opd.name(),
        opd.shortName(),
        opd.kind(),
        summary.packageCount(),
        summary.paguRp(),
        summary.physicalPct(),
        summary.plannedPct(),
        summary.deviationPts(),
        BandPolicy.judge(thresholds, summary.plannedPct(), summary.deviationPts()),
        summary.financialRp(),
        summary.financialPct(),
        summary.states(),
        summary.bands().critical(),
        squares.stream().map(ReportCalendar.Day::state).toList());
  }

  /** Plan at the month ends; actual at the end of every week, and today. */
  private Curve curve(Viewer viewer, Overview overview, OptionalInt opdId, double physicalPct) {
    LocalDate today = overview.date();
    List<LocalDate> sundays =
        LocalDate.of(today.getYear(), 1, 1)
            .datesUntil(today)
            .filter(day -> day.getDayOfWeek() == DayOfWeek.SUNDAY)
            .toList();
    var actual = new ArrayList<CurvePoint>();
    for (DayTotals totals : activities.listTotals(viewer, sundays, opdId)) {
      actual.add(new CurvePoint(totals.date(), Figures.round(totals.physicalPct())));
    }
    actual.add(new CurvePoint(today, physicalPct));
    return new Curve(overview.planCurve(opdId), actual);
  }

  /** What a leader sees first. */
  public Home home(Viewer viewer) {
    LocalDate today = region.today();
    LocalDate baseline = previousWorkingDay(viewer, today).minusDays(1);
    Comparison comparison = activities.compare(viewer, baseline);
    Summary now = Summary.of(comparison.now().counted(OptionalInt.empty()));
    // A new fiscal year begins at nothing: the figures of the old one are no baseline.
    Optional<DayTotals> before =
        baseline.getYear() == today.getYear()
            ? activities.listTotals(viewer, List.of(baseline), OptionalInt.empty()).stream()
                .findFirst()
            : Optional.empty();
    double physicalBefore = before.map(DayTotals::physicalPct).orElse(0.0);
    long financialBefore = before.map(DayTotals::financialRp).orElse(0L);
    return new Home(
        today,
        clock.instant(),
        missing(compliance(viewer, today)),
        new Home.Since(
            changed(comparison.finished()),
            changed(comparison.becameLate()),
            changed(comparison.started()),
            now.physicalPct(),
            Figures.round(now.physicalPct() - physicalBefore),
            now.plannedPct(),
            now.deviationPts(),
            now.financialRp() - financialBefore,
            comparison.obstaclesOpened()),
        comparison.now().mostBehind(MOST_BEHIND));
  }

  private static Home.Missing missing(Compliance compliance) {
    List<Home.MissingOpd> missing =
        compliance.opds().stream()
            .filter(opd -> opd.state() == ReportState.NONE || opd.state() == ReportState.PARTIAL)
            .sorted(
                Comparator.comparingInt(OpdCompliance::missedDays)
                    .reversed()
                    .thenComparing(OpdCompliance::state, Comparator.reverseOrder())
                    .thenComparing(OpdCompliance::name))
            .map(opd -> new Home.MissingOpd(opd.opdId(), opd.name(), opd.missedDays(), opd.state()))
            .toList();
    return new Home.Missing(
        compliance.reportedCount(),
        compliance.totalCount(),
        compliance.cutOff(),
        compliance.cutOffPassed(),
        missing);
  }

  private static List<Home.Changed> changed(List<WorkPackage> packages) {
    return packages.stream().map(p -> new Home.Changed(p.id(), p.name(), p.opdName())).toList();
  }

  /**
   * Asks agencies to report today; returns how many were asked. Those that have reported everything
   * are not.
   */
  public int remind(Viewer viewer, Collection<Integer> opdIds) {
    LocalDate today = region.today();
    List<Integer> known = visibleOpds(viewer, today).stream().map(Opd::id).toList();
    List<FieldError> unknown =
        opdIds.stream()
            .filter(opdId -> !known.contains(opdId))
            .map(opdId -> new FieldError("opdIds", "unknown-opd", Integer.toString(opdId)))
            .toList();
    if (!unknown.isEmpty()) {
      throw Problem.ofFields(unknown);
    }
    return activities.remind(viewer, opdIds);
  }

  private List<Opd> visibleOpds(Viewer viewer, LocalDate date) {
    return region.listOpds().stream()
        .filter(opd -> viewer.readsOpd(opd.id()))
        .filter(opd -> opd.existsOn(date))
        .toList();
  }

  /** A day on which most of the agencies work: hospitals and fire engines always do. */
  private boolean isWorkingDay(Viewer viewer, LocalDate date) {
    List<Opd> opds = visibleOpds(viewer, date);
    long working =
        opds.stream().filter(opd -> region.calendar().isWorkingDay(opd.id(), date)).count();
    return working * 2 > opds.size();
  }

  private LocalDate previousWorkingDay(Viewer viewer, LocalDate date) {
    LocalDate day = date.minusDays(1);
    while (!isWorkingDay(viewer, day) && day.isAfter(date.minusDays(LONGEST_HOLIDAY_DAYS))) {
      day = day.minusDays(1);
    }
    return day;
  }

  private boolean isOver(LocalDate date) {
    return !clock
        .instant()
        .isBefore(date.atTime(region.cutOff()).atZone(region.zone()).toInstant());
  }
}
