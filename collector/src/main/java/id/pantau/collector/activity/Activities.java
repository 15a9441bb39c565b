package id.pantau.collector.activity;

import id.pantau.collector.db.Db;
import id.pantau.collector.db.Session;
import id.pantau.collector.region.Opd;
import id.pantau.collector.region.Region;
import id.pantau.collector.region.Shape;
import id.pantau.collector.region.WorkCalendar;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.web.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The door to what the agencies do: packages, plans, daily reports and duties.
 *
 * <p>Every call takes the viewer: what they may not see does not exist for them, what they may not
 * write is refused with a sentence, and row-level security says the same again. Safe for all
 * threads.
 */
public final class Activities {
  /** More days than a collector is ever down; a longer pause begins anew with today. */
  private static final int MAX_DAYS_TO_OPEN = 400;

  private final Db db;
  private final Region region;
  private final InstantSource clock;
  private final ReportListener listener;
  private final PackageStore packages;
  private final ReportStore reports;
  private final DayBookStore dayBookStore;
  private final DayBook dayBook;
  private final Reporting reporting;
  private final WorkingDays workingDays;
  private final ReentrantLock opening = new ReentrantLock();
  private volatile LocalDate openedThrough = LocalDate.MIN;
  private volatile Optional<Daily> daily = Optional.empty();

  /** Read once a day and once a calendar: a new rule takes effect on a later day anyway. */
  private record Daily(LocalDate date, WorkCalendar calendar, Measures measures) {}

  public Activities(Db db, Region region, InstantSource clock, ReportListener listener) {
    this.db = db;
    this.region = region;
    this.clock = clock;
    this.listener = listener;
    this.workingDays = (opdId, date) -> region.calendar().isWorkingDay(opdId, date);
    this.packages = new PackageStore(region.zone());
    this.reports = new ReportStore(region.zone());
    this.dayBookStore = new DayBookStore(region.zone());
    this.dayBook = new DayBook(dayBookStore, workingDays);
    this.reporting = new Reporting(reports, packages, dayBook, workingDays);
  }

  /** The day of the region. */
  public LocalDate today() {
    return region.today();
  }

  /** The packages that match, the most behind first. */
  public PackagePage listPackages(Viewer viewer, PackageQuery query) {
    Scope.requireReader(viewer);
    query.opdId().ifPresent(opdId -> Scope.requireReads(viewer, opdId));
    var filter = new PackageStore.Filter(query.opdId(), OptionalInt.empty(), query.text());
    List<WorkPackage> all = inYear(viewer, session -> list(session, filter));
    List<WorkPackage> matching =
        all.stream()
            .filter(p -> query.state().map(state -> p.state() == state).orElse(true))
            .filter(p -> query.band().map(band -> p.band() == band).orElse(true))
            .toList();
    return PagePolicy.page(matching, query.cursor(), query.limit());
  }

  /** All packages of the year that the viewer may see, today. */
  public Overview overview(Viewer viewer) {
    Scope.requireReader(viewer);
    return inYear(
        viewer,
        session -> {
          List<PackageStore.Found> found = find(session, PackageStore.Filter.ALL);
          return Overview.of(region.today(), found);
        });
  }

  /** The same, and how each package stood at the end of an earlier day of the year. */
  public Comparison compare(Viewer viewer, LocalDate baseline) {
    Scope.requireReader(viewer);
    return inYear(
        viewer,
        session -> {
          List<PackageStore.Found> found = find(session, PackageStore.Filter.ALL);
          Map<Integer, PackageStatus> before =
              packages.statusesAt(session, found, measures(session).at(baseline), baseline);
          return Comparison.of(
              Overview.of(region.today(), found),
              before,
              reports.countObstaclesOpened(session, baseline));
        });
  }

  /** Everything about one package. */
  public PackageDetail getPackage(Viewer viewer, int packageId) {
    PackageStore.Home home = home(packageId);
    Scope.requireReads(viewer, home.opdId());
    LocalDate day = dayIn(home.fiscalYear());
    return inYear(
        viewer,
        session -> {
          PackageStore.Found found =
              packages
                  .list(
                      session,
                      PackageStore.Filter.ofPackage(packageId),
                      measures(session).at(day),
                      day)
                  .stream()
                  .findFirst()
                  .orElseThrow(() -> new IllegalStateException("package " + packageId + " hid"));
          return new PackageDetail(
              found.view(),
              found.officer(),
              found.contractor(),
              found.contractRp(),
              new Curve(found.history().plan().curve(), packages.listActual(session, packageId)),
              packages.listUpdates(session, packageId),
              packages.listObstacles(session, packageId));
        });
  }

  /**
   * Takes a report.
   *
   * @throws Problem 403 when it is another agency's package, 409 when a reason is needed, 422 with
   *     the fields that are wrong
   */
  public Update report(Viewer viewer, int packageId, UpdateDraft draft) {
    int opdId = home(packageId).opdId();
    Scope.requireWrites(viewer, opdId);
    openDays();
    record Done(Update update, DayCount count) {}
    Done done =
        db.as(
            viewer,
            session -> {
              Update update = reporting.report(session, desk(session, viewer), packageId, draft);
              return new Done(update, reports.count(session, opdId, update.date()));
            });
    tell(opdId, done.update().date(), done.count());
    return done.update();
  }

  /**
   * "No change" for what is still due on the day.
   *
   * @param packageIds only these; all when empty
   */
  public DayCount reportNihil(Viewer viewer, LocalDate date, Optional<List<Integer>> packageIds) {
    int opdId = Scope.requireReporter(viewer);
    packageIds.ifPresent(ids -> homes(ids).forEach(h -> Scope.requireWrites(viewer, h.opdId())));
    openDays();
    DayCount count =
        db.as(
            viewer,
            session -> reporting.reportNihil(session, desk(session, viewer), date, packageIds));
    tell(opdId, date, count);
    return count;
  }

  /** What the viewer's agency owes on a day. */
  public Duties duties(Viewer viewer, LocalDate date) {
    int opdId = Scope.requireReporter(viewer);
    return inYear(
        viewer,
        session -> {
          Map<Integer, ReportStore.OnList> list = reports.listDuties(session, opdId, date);
          List<Duties.Item> items =
              list(session, PackageStore.Filter.ofOpd(opdId)).stream()
                  .filter(p -> list.containsKey(p.id()))
                  .map(p -> item(p, list.get(p.id())))
                  .sorted(PagePolicy.DUTY_ORDER)
                  .toList();
          DayCount count = reports.count(session, opdId, date);
          return new Duties(
              date,
              workingDays.isWorkingDay(opdId, date),
              region.cutOff().toString(),
              count.dueCount(),
              count.doneCount(),
              reports.listReminders(session, opdId, date),
              items);
        });
  }

  private static Duties.Item item(WorkPackage view, ReportStore.OnList onList) {
    return new Duties.Item(view, onList.due(), onList.done(), onList.today(), onList.previous());
  }

  /** Causes to choose from, in the viewer's language or the one asked for. */
  public List<ObstacleCode> listObstacleCodes(Viewer viewer, String language) {
    return db.as(viewer, session -> packages.listObstacleCodes(session, language));
  }

  /** The programme tree of the year down to sub-activities. */
  public List<ProgrammeNode> programme(Viewer viewer, OptionalInt opdId) {
    Scope.requireReader(viewer);
    opdId.ifPresent(opd -> Scope.requireReads(viewer, opd));
    return inYear(
        viewer,
        session ->
            ProgrammeTree.grow(
                packages.listCodes(session, opdId, region.today().getYear()),
                list(
                    session,
                    new PackageStore.Filter(opdId, OptionalInt.empty(), Optional.empty()))));
  }

  /** How far reports were in, for each agency and day that had duties; both ends included. */
  public List<ReportDay> listReportDays(
      Viewer viewer, LocalDate from, LocalDate to, OptionalInt opdId) {
    Scope.requireReader(viewer);
    return inYear(
        viewer, session -> reports.listReportDays(session, from, to, opdId, region.cutOff()));
  }

  /** When an agency last recorded something for the day or one before it. */
  public Map<Integer, Instant> listLastReports(Viewer viewer, LocalDate date) {
    Scope.requireReader(viewer);
    return db.as(viewer, session -> reports.listLastReports(session, date));
  }

  /** The stored figures of days over all agencies or one; a day never opened has none. */
  public List<DayTotals> listTotals(Viewer viewer, Collection<LocalDate> dates, OptionalInt opdId) {
    Scope.requireReader(viewer);
    return inYear(viewer, session -> reports.listTotals(session, dates, opdId));
  }

  /** Asks agencies to report today; those that have, or owe nothing, are left in peace. */
  public int remind(Viewer viewer, Collection<Integer> opdIds) {
    openDays();
    return (int)
        (long)
            db.as(
                viewer,
                session ->
                    reports.insertReminders(
                        session, opdIds, region.today(), viewer, clock.instant()));
  }

  /**
   * Where work was going on on a day: at its end, or when it began, for the day on which something
   * is handed over is a day of work. For those who derive from it, whatever a viewer may see.
   */
  public List<Site> listSites(LocalDate day) {
    return db.asService(
        session -> {
          LocalDate eve = day.minusDays(1);
          List<PackageStore.Found> found =
              packages.list(session, PackageStore.Filter.ALL, measures(session).at(day), day);
          Map<Integer, PackageStatus> before =
              packages.statusesAt(session, found, measures(session).at(eve), eve);
          Map<Integer, PackageStatus> after =
              packages.statusesAt(session, found, measures(session).at(day), day);
          Map<Integer, Shape> shapes = SiteStore.shapes(session, day.getYear());
          return found.stream()
              .map(PackageStore.Found::view)
              .filter(p -> shapes.containsKey(p.id()))
              .filter(p -> before.get(p.id()).isWorkedOn() || after.get(p.id()).isWorkedOn())
              .map(
                  p ->
                      new Site(
                          p.id(),
                          p.opdId(),
                          p.kind(),
                          after.get(p.id()).band(),
                          shapes.get(p.id())))
              .toList();
        });
  }

  /** The packages whose progress rose by so many points in one report since a day. */
  public List<ProgressJump> listJumps(Viewer viewer, LocalDate since, double points) {
    Scope.requireReader(viewer);
    return db.as(viewer, session -> SiteStore.jumps(session, since, points));
  }

  /**
   * The agency of a package that this viewer may read.
   *
   * @throws Problem 404 when there is no such package, 403 when it is another agency's
   */
  public int requireReadable(Viewer viewer, int packageId) {
    int opdId = home(packageId).opdId();
    Scope.requireReads(viewer, opdId);
    return opdId;
  }

  /** The thresholds in force. */
  public ActivityRules.Thresholds thresholds(Viewer viewer) {
    return db.as(viewer, session -> measures(session).at(region.today()).rules().thresholds());
  }

  /**
   * Writes down what is due on every day up to today that has not been opened yet. Called by every
   * read and write, so the first one after midnight does the work; idempotent.
   */
  public void openDays() {
    LocalDate today = region.today();
    if (!openedThrough.isBefore(today)) {
      return;
    }
    opening.lock();
    try {
      if (openedThrough.isBefore(today)) {
        db.asService(
            session -> {
              openUntil(session, today);
              return today;
            });
        openedThrough = today;
      }
    } finally {
      opening.unlock();
    }
  }

  private void openUntil(Session session, LocalDate today) {
    Map<Integer, LocalDate> opened = reports.listOpened(session);
    Map<LocalDate, SortedSet<Integer>> byStart =
        region.listOpds().stream()
            .filter(opd -> opd.existsOn(today))
            .map(Opd::id)
            .collect(
                Collectors.groupingBy(
                    opdId -> firstToOpen(Optional.ofNullable(opened.get(opdId)), today),
                    Collectors.toCollection(TreeSet::new)));
    byStart.forEach(
        (from, opdIds) -> {
          if (!from.isAfter(today)) {
            opdIds.forEach(opdId -> reports.lockOpd(session, opdId));
            dayBook.open(session, new DayBook.Span(opdIds, from, today), measures(session));
          }
        });
  }

  /** From the last day that was opened: its figures were those of a day that went on. */
  private static LocalDate firstToOpen(Optional<LocalDate> lastOpened, LocalDate today) {
    return lastOpened.filter(from -> from.isAfter(today.minusDays(MAX_DAYS_TO_OPEN))).orElse(today);
  }

  /** Reads in the viewer's scope, after today has been opened. */
  private <T> T inYear(Viewer viewer, Function<Session, T> work) {
    openDays();
    return db.as(viewer, work);
  }

  private List<PackageStore.Found> find(Session session, PackageStore.Filter filter) {
    LocalDate today = region.today();
    return packages.list(session, filter, measures(session).at(today), today);
  }

  private List<WorkPackage> list(Session session, PackageStore.Filter filter) {
    return find(session, filter).stream().map(PackageStore.Found::view).toList();
  }

  private Measures measures(Session session) {
    LocalDate today = region.today();
    WorkCalendar calendar = region.calendar();
    Optional<Daily> known =
        daily.filter(one -> one.date().equals(today) && one.calendar() == calendar);
    if (known.isPresent()) {
      return known.get().measures();
    }
    Measures measures = dayBookStore.measures(session, calendar::isWorkingDay);
    daily = Optional.of(new Daily(today, calendar, measures));
    return measures;
  }

  private Reporting.Desk desk(Session session, Viewer viewer) {
    LocalDate today = region.today();
    return new Reporting.Desk(
        viewer, Scope.requireReporter(viewer), clock.instant(), today, measures(session));
  }

  /** A year that is over is shown as it ended. */
  private LocalDate dayIn(int fiscalYear) {
    LocalDate today = region.today();
    return today.getYear() == fiscalYear ? today : LocalDate.of(fiscalYear, 12, 31);
  }

  private PackageStore.Home home(int packageId) {
    return homes(List.of(packageId)).getFirst();
  }

  private List<PackageStore.Home> homes(List<Integer> packageIds) {
    List<PackageStore.Home> homes =
        db.asService(session -> packages.listHomes(session, packageIds));
    for (int packageId : packageIds) {
      if (homes.stream().noneMatch(home -> home.packageId() == packageId)) {
        throw Problem.of(404, "no-such-package", Integer.toString(packageId));
      }
    }
    return homes;
  }

  private void tell(int opdId, LocalDate date, DayCount count) {
    listener.reportChanged(
        new ReportChange(opdId, date, count.state(), count.doneCount(), count.dueCount()));
  }
}
