package id.pantau.collector.alert;

import id.pantau.collector.auth.Audit;
import id.pantau.collector.db.Db;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.web.FieldCheck;
import id.pantau.collector.web.Problem;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What the regency decides about the hours in which alerts wake nobody. */
final class QuietDesk {
  private final Db db;
  private final Audit audit;
  private final InstantSource clock;

  QuietDesk(Db db, Audit audit, InstantSource clock) {
    this.db = db;
    this.audit = audit;
    this.clock = clock;
  }

  /** The quiet hours as they are told to people; times as {@code 22:00}. */
  record View(String from, String until, int version) {}

  record Draft(
      Optional<String> from,
      Optional<String> until,
      Optional<String> reason,
      Optional<Integer> basedOn) {}

  View get() {
    return db.asService(
        session -> {
          var store = new RuleStore(session);
          QuietHours hours = store.quietHours();
          return new View(hours.from().toString(), hours.until().toString(), store.quietVersion());
        });
  }

  /**
   * @throws Problem 409 when somebody has decided meanwhile, 422 for what is wrong
   */
  View decide(Viewer by, Draft draft) {
    String reason = draft.reason().orElse("").strip();
    QuietHours hours = hours(draft, reason);
    int before = get().version();
    boolean added =
        draft.basedOn().filter(version -> version == before).isPresent()
            && db.as(
                by,
                session ->
                    new RuleStore(session)
                        .addQuiet(
                            hours,
                            before + 1,
                            reason,
                            by,
                            clock.instant().truncatedTo(ChronoUnit.MICROS)));
    if (!added) {
      throw Problem.of(409, "rule-changed-meanwhile");
    }
    audit.record(
        by.userName(),
        "alert-quiet-changed",
        "alert-quiet-hours",
        hours.from() + "-" + hours.until() + " " + reason);
    return get();
  }

  private static QuietHours hours(Draft draft, String reason) {
    var check = new FieldCheck();
    Optional<LocalTime> from = time(draft.from());
    Optional<LocalTime> until = time(draft.until());
    if (from.isEmpty()) {
      check.reject("from", "not-a-time");
    }
    if (until.isEmpty()) {
      check.reject("until", "not-a-time");
    }
    check.sentence("reason", reason).requireNone();
    return new QuietHours(from.orElseThrow(), until.orElseThrow());
  }

  private static Optional<LocalTime> time(Optional<String> text) {
    try {
      return text.map(LocalTime::parse).map(time -> time.truncatedTo(ChronoUnit.MINUTES));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
