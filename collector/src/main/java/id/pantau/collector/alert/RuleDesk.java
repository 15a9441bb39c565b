package id.pantau.collector.alert;

import id.pantau.collector.auth.Audit;
import id.pantau.collector.db.Db;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.web.FieldCheck;
import id.pantau.collector.web.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the regency decides about the rules, and what a decision would have caused. */
final class RuleDesk {
  private final Db db;
  private final RulePreview preview;
  private final Audit audit;
  private final InstantSource clock;

  RuleDesk(Db db, RulePreview preview, Audit audit, InstantSource clock) {
    this.db = db;
    this.preview = preview;
    this.audit = audit;
    this.clock = clock;
  }

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
  RuleView decide(Viewer by, String word, RuleDraft draft) {
    Rule rule = rule(word);
    String reason = draft.said();
    RuleVersion before = book().newest(rule);
    RuleVersion wanted = draft.onTopOf(before, new FieldCheck().sentence("reason", reason));
    if (draft.basedOn().isEmpty() || draft.basedOn().get() != before.version()) {
      throw Problem.of(409, "rule-changed-meanwhile");
    }
    Instant now = now();
    boolean added =
        db.as(
            by,
            session -> new RuleStore(session).add(wanted, before.version() + 1, reason, by, now));
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

  /**
   * What a draft would have caused.
   *
   * @throws Problem 404 for no such rule, 422 for what is wrong
   */
  RulePreview.Outcome preview(String word, RuleDraft draft) {
    RuleVersion holds = book().newest(rule(word));
    return preview.compare(holds, draft.onTopOf(holds, new FieldCheck()));
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
