package id.pantau.collector.alert;

import id.pantau.collector.alert.FactStore.VehicleOnDay;
import id.pantau.collector.auth.Audit;
import id.pantau.collector.db.Db;
import id.pantau.collector.db.Session;
import id.pantau.collector.region.Region;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.web.FieldError;
import id.pantau.collector.web.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the regency decides about the rules, and what a decision would have caused. */
final class RuleDesk {
  /** So many days before today a preview looks at. */
  static final int PREVIEW_DAYS = 7;

  /** As many days of vehicles as 2 000 vehicles have in a week; what is more is not looked at. */
  private static final int MAX_PREVIEWED = 20_000;

  private static final int BATCH = 256;
  private static final int TEXT_MIN = 3;
  private static final int TEXT_MAX = 500;
  private static final Set<String> KINDS =
      Set.of("ambulance", "fire-engine", "waste-truck", "bus", "pickup", "car", "motorcycle");

  private final Db db;
  private final Region region;
  private final Evidence evidence;
  private final Audit audit;
  private final InstantSource clock;

  RuleDesk(Db db, Region region, Evidence evidence, Audit audit, InstantSource clock) {
    this.db = db;
    this.region = region;
    this.evidence = evidence;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What somebody wants of a rule.
   *
   * @param basedOn the version they had before them
   */
  record Draft(
      Optional<Boolean> enabled,
      Optional<String> severity,
      Optional<Map<String, Double>> settings,
      Optional<List<String>> exemptKinds,
      Optional<String> reason,
      Optional<Integer> basedOn) {}

  /** Every rule as it holds now. */
  List<RuleView> list() {
    RuleBook book = book();
    return Stream.of(Rule.values()).map(book::newest).map(RuleView::of).toList();
  }

  /** All that was decided about a rule, the newest first; what it was delivered as comes last. */
  List<RuleView> history(String word) {
    Rule rule = rule(word);
    var versions = new ArrayList<RuleView>();
    versions.add(RuleView.of(RuleVersion.delivered(rule)));
    book().decided().stream()
        .filter(version -> version.rule() == rule)
        .map(RuleView::of)
        .forEach(version -> versions.add(0, version));
    return versions;
  }

  /**
   * Decides; it holds for today as a whole and from then on.
   *
   * @throws Problem 404 for no such rule, 409 when somebody has decided meanwhile, 422 for what is
   *     wrong
   */
  RuleView decide(Viewer by, String word, Draft draft) {
    Rule rule = rule(word);
    String reason = draft.reason().orElse("").strip();
    RuleVersion before = book().newest(rule);
    RuleVersion wanted = wanted(before, draft, Optional.of(reason));
    if (draft.basedOn().isEmpty() || draft.basedOn().get() != before.version()) {
      throw Problem.of(409, "rule-changed-meanwhile");
    }
    Instant now = now();
    boolean added =
        db.as(by, session -> new RuleStore(session).add(wanted, before.version() + 1, by, now));
    if (!added) {
      throw Problem.of(409, "rule-changed-meanwhile");
    }
    audit.record(
        by.userName(),
        "alert-rule-changed",
        "alert-rule:" + word,
        new TreeMap<>(wanted.settings()) + " " + reason);
    return RuleView.of(book().newest(rule));
  }

  /** How many alerts a rule caused on a day, and how many it would have. */
  record PreviewDay(LocalDate date, int nowCount, int thenCount) {}

  /**
   * What a draft would have caused.
   *
   * @param days of the last week, oldest first; none for a rule that asks how trackers are
   * @param nowCount in all, or now
   * @param thenCount the same with the draft
   */
  record Preview(List<PreviewDay> days, int nowCount, int thenCount) {}

  /**
   * Judges the last days again by what holds and by the draft, without storing anything.
   *
   * @throws Problem 404 for no such rule, 422 for what is wrong
   */
  Preview preview(String word, Draft draft) {
    Rule rule = rule(word);
    RuleVersion holds = book().newest(rule);
    RuleVersion wanted = wanted(holds, draft, Optional.empty());
    return rule.isOfDay() ? previewDays(holds, wanted) : previewNow(holds, wanted);
  }

  private Preview previewNow(RuleVersion holds, RuleVersion wanted) {
    List<TrackerState> trackers = db.asService(session -> new FactStore(session).listTrackers());
    return new Preview(List.of(), count(trackers, holds), count(trackers, wanted));
  }

  private int count(List<TrackerState> trackers, RuleVersion by) {
    return (int)
        TrackerPolicy.judge(trackers, only(by), clock.instant()).stream()
            .filter(found -> found.incident().rule() == by.rule())
            .count();
  }

  private Preview previewDays(RuleVersion holds, RuleVersion wanted) {
    LocalDate today = region.today();
    LocalDate first = today.minusDays(PREVIEW_DAYS);
    var counts = new TreeMap<LocalDate, int[]>();
    first.datesUntil(today).forEach(day -> counts.put(day, new int[2]));
    List<VehicleOnDay> days =
        db.asService(
            session -> new FactStore(session).listDays(first, today.minusDays(1), MAX_PREVIEWED));
    for (int from = 0; from < days.size(); from += BATCH) {
      List<VehicleOnDay> batch = days.subList(from, Math.min(days.size(), from + BATCH));
      db.asService(session -> countBatch(session, batch, List.of(holds, wanted), counts));
    }
    List<PreviewDay> told =
        counts.entrySet().stream()
            .map(day -> new PreviewDay(day.getKey(), day.getValue()[0], day.getValue()[1]))
            .toList();
    return new Preview(
        told,
        told.stream().mapToInt(PreviewDay::nowCount).sum(),
        told.stream().mapToInt(PreviewDay::thenCount).sum());
  }

  private int countBatch(
      Session session,
      List<VehicleOnDay> batch,
      List<RuleVersion> versions,
      Map<LocalDate, int[]> counts) {
    Map<VehicleOnDay, FactStore.Stored> stored = new FactStore(session).load(batch);
    for (VehicleOnDay each : batch) {
      Optional<DayFacts> facts = evidence.of(session, each, stored.get(each), versions);
      for (int i = 0; i < versions.size() && facts.isPresent(); i++) {
        counts.get(each.day())[i] +=
            AlertPolicy.judge(facts.get(), only(versions.get(i)), clock.instant())
                .incidents()
                .size();
      }
    }
    return batch.size();
  }

  /** As if there were no other rule. */
  private static Function<Rule, RuleVersion> only(RuleVersion one) {
    return rule ->
        rule == one.rule()
            ? one
            : new RuleVersion(
                rule, 0, false, rule.severity(), Map.of(), Set.of(), Optional.empty());
  }

  private RuleVersion wanted(RuleVersion before, Draft draft, Optional<String> reason) {
    var errors = new ArrayList<FieldError>();
    Severity severity =
        draft
            .severity()
            .map(
                word ->
                    Severity.find(word)
                        .orElseGet(
                            () -> {
                              errors.add(new FieldError("severity", "unknown-word"));
                              return before.severity();
                            }))
            .orElse(before.severity());
    Map<String, Double> settings = new TreeMap<>(before.settings());
    draft
        .settings()
        .orElse(Map.of())
        .forEach(
            (name, value) -> {
              Optional<Rule.Setting> known =
                  before.rule().settings().stream().filter(s -> s.name().equals(name)).findFirst();
              if (known.isEmpty()) {
                errors.add(new FieldError(name, "unknown-word"));
              } else if (!(value >= known.get().least() && value <= known.get().most())) {
                errors.add(
                    new FieldError(name, "setting-range", known.get().least(), known.get().most()));
              } else {
                settings.put(name, value);
              }
            });
    Set<String> exempt =
        new HashSet<>(draft.exemptKinds().orElse(List.copyOf(before.exemptKinds())));
    if (!KINDS.containsAll(exempt)) {
      errors.add(new FieldError("exemptKinds", "unknown-word"));
    }
    reason.flatMap(RuleDesk::reasonError).ifPresent(errors::add);
    if (!errors.isEmpty()) {
      throw Problem.of(422, "fields-wrong").withFieldErrors(errors);
    }
    return new RuleVersion(
        before.rule(),
        before.version(),
        draft.enabled().orElse(before.enabled()),
        severity,
        settings,
        exempt,
        reason.map(said -> new RuleVersion.Decision(said, "", now())));
  }

  /** The quiet hours as they are told to people; times as {@code 22:00}. */
  record QuietView(String from, String until, int version) {}

  record QuietDraft(
      Optional<String> from,
      Optional<String> until,
      Optional<String> reason,
      Optional<Integer> basedOn) {}

  QuietView quietHours() {
    return db.asService(
        session -> {
          var store = new RuleStore(session);
          QuietHours hours = store.quietHours();
          return new QuietView(
              hours.from().toString(), hours.until().toString(), store.quietVersion());
        });
  }

  /**
   * @throws Problem 409 when somebody has decided meanwhile, 422 for what is wrong
   */
  QuietView decideQuiet(Viewer by, QuietDraft draft) {
    var errors = new ArrayList<FieldError>();
    Optional<LocalTime> from = time(draft.from());
    Optional<LocalTime> until = time(draft.until());
    if (from.isEmpty()) {
      errors.add(new FieldError("from", "not-a-time"));
    }
    if (until.isEmpty()) {
      errors.add(new FieldError("until", "not-a-time"));
    }
    String reason = draft.reason().orElse("").strip();
    reasonError(reason).ifPresent(errors::add);
    if (!errors.isEmpty()) {
      throw Problem.of(422, "fields-wrong").withFieldErrors(errors);
    }
    var hours = new QuietHours(from.get(), until.get());
    int before = quietHours().version();
    boolean added =
        draft.basedOn().filter(version -> version == before).isPresent()
            && db.as(
                by,
                session -> new RuleStore(session).addQuiet(hours, before + 1, reason, by, now()));
    if (!added) {
      throw Problem.of(409, "rule-changed-meanwhile");
    }
    audit.record(
        by.userName(),
        "alert-quiet-changed",
        "alert-quiet-hours",
        hours.from() + "-" + hours.until() + " " + reason);
    return quietHours();
  }

  private static Optional<LocalTime> time(Optional<String> text) {
    try {
      return text.map(LocalTime::parse).map(time -> time.truncatedTo(ChronoUnit.MINUTES));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<FieldError> reasonError(String reason) {
    if (reason.length() < TEXT_MIN) {
      return Optional.of(new FieldError("reason", "too-short", TEXT_MIN));
    }
    return reason.length() > TEXT_MAX
        ? Optional.of(new FieldError("reason", "too-long", TEXT_MAX))
        : Optional.empty();
  }

  private static Rule rule(String word) {
    return Rule.find(word).orElseThrow(() -> Problem.of(404, "no-such-rule"));
  }

  private RuleBook book() {
    return db.asService(session -> new RuleStore(session).book());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
