package id.pantau.collector.alert;

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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The door to alerts. Safe for all threads; one thread of its own judges what has changed.
 *
 * <p>An alert is an indication, never a verdict: the agency may explain it, and before it could
 * nobody can note it for a follow-up. An agency sees those of its own vehicles, a technician those
 * of trackers.
 */
public final class Alerts implements AutoCloseable {
  /** How long it takes at most until what an event tells is an alert. */
  public static final Duration JUDGE_EVERY = Duration.ofSeconds(5);

  static final int MAX_LIMIT = 500;
  private static final int LETTER_MAX = 100;
  private static final Duration TRACKERS_EVERY = Duration.ofMinutes(1);
  private static final Duration FAULT_PAUSE = Duration.ofSeconds(5);

  private static final Set<Role> JUDGES = Set.of(Role.LEADER, Role.VERIFIER, Role.CC_OPERATOR);
  private static final Map<String, Set<String>> CHOICES =
      Map.of(
          "acknowledge", Set.of(),
          "reopen", Set.of(),
          "clarify", Set.of("duty-order", "invitation", "service", "family-emergency", "mistaken"),
          "close", Set.of("explained", "followed-up", "false-alarm", "noted"));

  private final Db db;
  private final Region region;
  private final Audit audit;
  private final InstantSource clock;
  private final Consumer<AlertNews> listener;
  private final Judge judge;
  private final RuleDesk rules;
  private final QuietDesk quiet;
  private final Worker worker = new Worker("judge alerts", FAULT_PAUSE, this::work);
  private Instant trackersAt = Instant.MIN; // only the worker

  /** What is asked of other packages. */
  public record Sources(Region region, Tracks tracks, Audit audit) {}

  /**
   * @param listener is told of each alert once, after it is committed and when the hours are not
   *     quiet
   */
  public Alerts(Db db, Sources sources, InstantSource clock, Consumer<AlertNews> listener) {
    this.db = db;
    this.region = sources.region();
    this.audit = sources.audit();
    this.clock = clock;
    this.listener = listener;
    this.judge = new Judge(db, region, sources.tracks(), clock);
    this.rules =
        new RuleDesk(
            db,
            new RulePreview(db, region, new Evidence(region, sources.tracks()), clock),
            audit,
            clock);
    this.quiet = new QuietDesk(db, audit, clock);
  }

  /** Begins to judge. */
  public void start() {
    worker.start(Duration.ZERO);
  }

  /** Judges all that is due now; for tests and tools that cannot wait for the worker. */
  public void judgeDue() {
    int days = judge.judgeSome();
    while (days > 0) {
      days = judge.judgeSome();
    }
    judge.judgeTrackers();
    judge.announce().forEach(listener);
  }

  /** What the regency decides about the rules. */
  RuleDesk rules() {
    return rules;
  }

  /** What it decides about the hours in which nobody is woken. */
  QuietDesk quiet() {
    return quiet;
  }

  /** A page of alerts, newest first. */
  public record Page(List<Alert> items, Optional<String> nextCursor) {
    public Page {
      items = List.copyOf(items);
    }
  }

  Page list(Viewer viewer, Alert.Query query) {
    query
        .opdId()
        .ifPresent(
            opd -> {
              if (!viewer.readsOpd(opd) && viewer.role() != Role.TECHNICIAN) {
                throw Problem.of(403, "other-opd");
              }
            });
    List<Alert> found = db.as(viewer, session -> new AlertReader(session).list(query));
    if (found.size() < query.limit()) {
      return new Page(found, Optional.empty());
    }
    Alert last = found.getLast();
    return new Page(found, Optional.of(new PageCursor(last.start(), last.id()).text()));
  }

  /**
   * An alert.
   *
   * @throws Problem 404 when there is none for this viewer
   */
  Alert get(Viewer viewer, long alertId) {
    return db
        .as(viewer, session -> new AlertReader(session).list(Alert.Query.ofAlert(alertId)))
        .stream()
        .findFirst()
        .orElseThrow(() -> Problem.of(404, "no-such-alert"));
  }

  /**
   * What the reader has to do with, in figures.
   *
   * @param doneCount closed in the last seven days
   * @param lateCount new ones that nobody has taken in hand in time
   * @param highCount of high severity and not done
   * @param toClarifyCount not done, of who drives, and not explained yet
   */
  public record Summary(
      int newCount,
      int inProgressCount,
      int doneCount,
      int lateCount,
      int highCount,
      int toClarifyCount) {}

  Summary summary(Viewer viewer) {
    return db.as(viewer, session -> new AlertReader(session).count(clock.instant()));
  }

  /** What a person does with an alert; the words are those of {@link Alert.Action}. */
  record Deed(String kind, Optional<String> choice, String reason, Optional<String> letter) {}

  /**
   * Takes an alert in hand, explains, closes or reopens it. What was done is never changed.
   *
   * @throws Problem 403 for a role that may not, 404 when there is no such alert for this viewer,
   *     409 when it is done already, or open, or may still be clarified, 422 for what is missing
   */
  Alert act(Viewer viewer, long alertId, Deed deed) {
    Alert before = get(viewer, alertId);
    requireMay(viewer, before, deed.kind());
    requireComplete(deed);
    requireTime(before, deed);
    Instant now = clock.instant();
    db.as(
        viewer,
        session -> {
          if (!new AlertReader(session).addAction(alertId, viewer, deed, now)) {
            throw Problem.of(404, "no-such-alert");
          }
          return alertId;
        });
    audit.record(
        viewer.userName(),
        "alert-" + deed.kind(),
        "alert:" + alertId,
        "vehicle:"
            + before.vehicle().id()
            + deed.choice().map(choice -> " " + choice).orElse("")
            + " "
            + deed.reason());
    return get(viewer, alertId);
  }

  private static void requireMay(Viewer viewer, Alert alert, String kind) {
    if (!CHOICES.containsKey(kind)) {
      throw Problem.ofField("kind", "unknown-word");
    }
    boolean may =
        kind.equals("clarify")
            ? viewer.writesOpd(alert.opdId())
            : JUDGES.contains(viewer.role())
                || viewer.role() == Role.TECHNICIAN && alert.ofDevice();
    if (!may) {
      throw Problem.of(403, kind.equals("clarify") ? "agency-clarifies" : "centre-judges");
    }
  }

  private static void requireComplete(Deed deed) {
    var check = new FieldCheck();
    Set<String> choices = CHOICES.get(deed.kind());
    if (choices.isEmpty()
        ? deed.choice().isPresent()
        : !choices.contains(deed.choice().orElse(""))) {
      check.reject("choice", "unknown-word");
    }
    check.sentence("reason", deed.reason());
    deed.letter().ifPresent(letter -> check.length("letter", letter, 0, LETTER_MAX));
    if (deed.letter().isPresent() && !deed.kind().equals("clarify")) {
      check.reject("letter", "unknown-word");
    }
    check.requireNone();
  }

  private void requireTime(Alert alert, Deed deed) {
    boolean done = alert.state().equals("done");
    if (deed.kind().equals("reopen") ? !done : done) {
      throw Problem.of(409, done ? "alert-is-done" : "alert-is-open");
    }
    if (deed.kind().equals("acknowledge") && !alert.state().equals("new")) {
      throw Problem.of(409, "alert-is-taken");
    }
    if (deed.choice().filter("noted"::equals).isPresent()
        && !alert.clarified()
        && clock.instant().isBefore(alert.clarifyUntil())) {
      throw Problem.of(
          409,
          "agency-may-clarify",
          alert.clarifyUntil().minusSeconds(1).atZone(region.zone()).toLocalDate().toString());
    }
  }

  @Override
  public void close() {
    worker.close();
  }

  private Duration work() {
    if (!clock.instant().isBefore(trackersAt)) {
      judge.judgeTrackers();
      trackersAt = clock.instant().plus(TRACKERS_EVERY);
    }
    int days = judge.judgeSome();
    judge.announce().forEach(listener);
    return days > 0 ? Duration.ZERO : JUDGE_EVERY;
  }
}
