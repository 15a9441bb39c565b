package id.pantau.collector.visit;

import id.pantau.collector.activity.Activities;
import id.pantau.collector.activity.Band;
import id.pantau.collector.activity.Flag;
import id.pantau.collector.activity.PackageState;
import id.pantau.collector.activity.ProgressJump;
import id.pantau.collector.activity.WorkPackage;
import id.pantau.collector.auth.Audit;
import id.pantau.collector.db.Db;
import id.pantau.collector.db.Worker;
import id.pantau.collector.region.Region;
import id.pantau.collector.scope.Role;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.track.Tracks;
import id.pantau.collector.web.FieldCheck;
import id.pantau.collector.web.PageCursor;
import id.pantau.collector.web.Problem;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The door to site visits. Safe for all threads; one thread of its own matches what has changed.
 *
 * <p>An agency sees the visits at its own packages, leaders see all.
 */
public final class Visits implements AutoCloseable {
  /** How long it takes at most until a stop that is stored is a visit. */
  public static final Duration MATCH_EVERY = Duration.ofSeconds(5);

  /** A package that nobody has been to for so long counts as not visited. */
  public static final int UNVISITED_DAYS = 30;

  /** Progress that rises by so many points at once wants somebody to look. */
  static final double JUMP_POINTS = 20;

  /** Within so many days before such a report somebody should have been there. */
  static final int JUMP_DAYS = 14;

  static final int MAX_LIMIT = 500;
  private static final int MAX_OF_PACKAGE = 100;
  private static final int MAX_OF_DAY = 200;

  private static final Duration COMMON_EVERY = Duration.ofMinutes(5);
  private static final Duration FAULT_PAUSE = Duration.ofSeconds(5);

  private static final Set<Role> WITNESSES = Set.of(Role.LEADER, Role.VERIFIER, Role.OPD_HEAD);

  private final Db db;
  private final Region region;
  private final Activities activities;
  private final Audit audit;
  private final InstantSource clock;
  private final Matcher matcher;
  private final Worker worker = new Worker("match visits", FAULT_PAUSE, this::work);
  private Instant commonAt = Instant.MIN; // only the worker

  /** What is asked of other packages. */
  public record Sources(Region region, Activities activities, Tracks tracks, Audit audit) {}

  public Visits(Db db, Sources sources, InstantSource clock) {
    this.db = db;
    this.region = sources.region();
    this.activities = sources.activities();
    this.audit = sources.audit();
    this.clock = clock;
    this.matcher = new Matcher(db, region, activities, sources.tracks(), clock);
  }

  /** Begins to match. */
  public void start() {
    worker.start(Duration.ZERO);
  }

  /** Matches all that is due now; for tests and tools that cannot wait for the worker. */
  public void matchDue() {
    int days = matcher.matchSome();
    while (days > 0) {
      days = matcher.matchSome();
    }
  }

  /** Finds out again where everybody stops; the worker does it every few minutes. */
  public void refreshCommonStops() {
    matcher.refreshCommon();
  }

  /** A page of visits, newest first. */
  public record Page(List<Visit> items, Optional<String> nextCursor) {
    public Page {
      items = List.copyOf(items);
    }
  }

  /**
   * @param show {@code to-confirm}, {@code confirmed}, {@code rejected}, {@code weak}, {@code
   *     excluded} or {@code all}
   */
  Page list(Viewer viewer, Visit.Query query) {
    query.opdId().ifPresent(opd -> requireOpd(viewer, opd));
    List<Visit> found = db.as(viewer, session -> new VisitReader(session).list(query));
    if (found.size() < query.limit()) {
      return new Page(found, Optional.empty());
    }
    Visit last = found.getLast();
    return new Page(found, Optional.of(new PageCursor(last.arrive(), last.id()).text()));
  }

  /**
   * The visits at a package.
   *
   * @param lastVisit when a vehicle was last there; empty when never
   * @param monthCount visits of this month that count
   * @param items newest first, also those that do not count
   */
  public record OfPackage(
      Optional<Instant> lastVisit,
      int visitCount,
      int monthCount,
      long monthStayS,
      List<Visit> items) {
    public OfPackage {
      items = List.copyOf(items);
    }
  }

  /**
   * The visits at a package.
   *
   * @throws Problem 404 when there is no such package, 403 when it is another agency's
   */
  public OfPackage ofPackage(Viewer viewer, int packageId) {
    activities.requireReadable(viewer, packageId);
    LocalDate month = region.today().withDayOfMonth(1);
    return db.as(
        viewer,
        session -> {
          var reader = new VisitReader(session);
          Optional<VisitReader.Last> last =
              Optional.ofNullable(reader.listLast(OptionalInt.of(packageId), month).get(packageId));
          return new OfPackage(
              last.map(VisitReader.Last::arrive),
              last.map(VisitReader.Last::visits).orElse(0),
              last.map(VisitReader.Last::monthVisits).orElse(0),
              last.map(VisitReader.Last::monthStayS).orElse(0L),
              reader.list(Visit.Query.ofPackage(packageId, MAX_OF_PACKAGE)));
        });
  }

  /** The visits of a vehicle on a day, at packages that this viewer may read. */
  public List<Visit> ofVehicleDay(Viewer viewer, int vehicleId, LocalDate day) {
    return db.as(
        viewer,
        session ->
            new VisitReader(session).list(Visit.Query.ofVehicleDay(vehicleId, day, MAX_OF_DAY)));
  }

  /**
   * The visits of this week in figures.
   *
   * @param visitCount stops that count, several packages in one place being one
   * @param toConfirmCount indications that nobody has said anything of, of this week and the last
   * @param unvisitedCount packages behind their plan that no vehicle was at for {@value
   *     #UNVISITED_DAYS} days
   */
  public record Summary(
      LocalDate from,
      LocalDate to,
      int visitCount,
      int packageCount,
      int vehicleCount,
      int toConfirmCount,
      int unvisitedCount,
      int toVerifyCount) {}

  public Summary summary(Viewer viewer) {
    LocalDate today = region.today();
    LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    Attention attention = attention(viewer);
    return db.as(
        viewer,
        session -> {
          var reader = new VisitReader(session);
          VisitReader.Counts week = reader.count(monday, today);
          return new Summary(
              monday,
              today,
              week.visits(),
              week.packages(),
              week.vehicles(),
              reader.count(monday.minusWeeks(1), today).toConfirm(),
              attention.unvisited().size(),
              attention.toVerify().size());
        });
  }

  /** What somebody should go and look at. */
  public Attention attention(Viewer viewer) {
    LocalDate today = region.today();
    List<WorkPackage> packages =
        activities.overview(viewer).packages().stream()
            .filter(p -> p.location().isPresent() && p.state() != PackageState.PLANNED)
            .toList();
    List<ProgressJump> jumps =
        activities.listJumps(viewer, today.minusDays(JUMP_DAYS), JUMP_POINTS);
    record Seen(Map<Integer, VisitReader.Last> last, Set<VisitReader.PackageDay> days) {}
    Seen seen =
        db.as(
            viewer,
            session -> {
              var reader = new VisitReader(session);
              return new Seen(
                  reader.listLast(OptionalInt.empty(), today.withDayOfMonth(1)),
                  reader.listDays(today.minusDays(2L * JUMP_DAYS)));
            });
    Instant longAgo = today.minusDays(UNVISITED_DAYS).atStartOfDay(region.zone()).toInstant();
    Map<Integer, WorkPackage> byId =
        packages.stream().collect(Collectors.toMap(WorkPackage::id, Function.identity()));
    return new Attention(
        packages.stream()
            .filter(p -> p.state() == PackageState.RUNNING && p.band() != Band.ON_TRACK)
            .filter(p -> !p.has(Flag.CANCELLED) && !p.has(Flag.TERMINATED))
            .map(
                p ->
                    Attention.Unvisited.of(
                        p, Optional.ofNullable(seen.last().get(p.id())).map(l -> l.arrive())))
            .filter(p -> p.lastVisit().map(last -> last.isBefore(longAgo)).orElse(true))
            .sorted(
                Comparator.comparingDouble(Attention.Unvisited::deviationPts)
                    .thenComparingInt(Attention.Unvisited::packageId))
            .toList(),
        jumps.stream()
            .filter(jump -> byId.containsKey(jump.packageId()))
            .filter(jump -> wasUnseen(jump, seen.days()))
            .map(jump -> Attention.ToVerify.of(byId.get(jump.packageId()), jump))
            .toList());
  }

  private static boolean wasUnseen(ProgressJump jump, Set<VisitReader.PackageDay> days) {
    return days.stream()
        .noneMatch(
            seen ->
                seen.packageId() == jump.packageId()
                    && !seen.day().isAfter(jump.date())
                    && !seen.day().isBefore(jump.date().minusDays(JUMP_DAYS)));
  }

  /**
   * Says that a visit was one, or was none. What is said is never changed; the newest word holds.
   *
   * @param decision {@code confirmed} or {@code rejected}
   * @throws Problem 403 for a role that does not witness, 404 when there is no such visit for this
   *     viewer, 422 when a reason is needed: to reject, to say otherwise than before, and to
   *     confirm what does not count by itself
   */
  public Visit decide(Viewer viewer, long visitId, String decision, Optional<String> reason) {
    if (!WITNESSES.contains(viewer.role())) {
      throw Problem.of(403, "no-witness");
    }
    Optional<String> text = reason.map(String::strip).filter(said -> !said.isEmpty());
    Visit before = get(viewer, visitId);
    if (!decision.equals("confirmed") && !decision.equals("rejected")) {
      throw Problem.ofField("decision", "unknown-word");
    }
    requireReason(before, decision, text);
    db.as(
        viewer,
        session -> {
          if (!new VisitReader(session)
              .addDecision(visitId, viewer, decision, text, clock.instant())) {
            throw Problem.of(404, "no-such-visit");
          }
          return visitId;
        });
    audit.record(
        viewer.userName(),
        "visit-" + decision,
        "visit:" + visitId,
        "package:" + before.packageId() + text.map(said -> " " + said).orElse(""));
    return get(viewer, visitId);
  }

  private Visit get(Viewer viewer, long visitId) {
    return db
        .as(viewer, session -> new VisitReader(session).list(Visit.Query.ofVisit(visitId)))
        .stream()
        .findFirst()
        .orElseThrow(() -> Problem.of(404, "no-such-visit"));
  }

  private static void requireReason(Visit visit, String decision, Optional<String> reason) {
    boolean needed =
        decision.equals("rejected")
            || !visit.level().equals(Level.STRONG.word())
                && !visit.level().equals(Level.MEDIUM.word())
            || visit.decision().isPresent();
    if (needed && reason.isEmpty()) {
      throw Problem.ofField("reason", "reason-needed");
    }
    var check = new FieldCheck();
    reason.ifPresent(text -> check.sentence("reason", text));
    check.requireNone();
  }

  private static void requireOpd(Viewer viewer, int opdId) {
    if (!viewer.readsOpd(opdId)) {
      throw Problem.of(403, "other-opd");
    }
  }

  @Override
  public void close() {
    worker.close();
  }

  private Duration work() {
    if (!clock.instant().isBefore(commonAt)) {
      matcher.refreshCommon();
      commonAt = clock.instant().plus(COMMON_EVERY);
    }
    return matcher.matchSome() > 0 ? Duration.ZERO : MATCH_EVERY;
  }
}
