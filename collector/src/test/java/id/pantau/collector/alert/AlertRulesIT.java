package id.pantau.collector.alert;

import static id.pantau.collector.visit.Trace.from;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.auth.Audit;
import id.pantau.collector.db.Sql;
import id.pantau.collector.permit.Permit;
import id.pantau.collector.permit.Permits;
import id.pantau.collector.scope.Viewer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the regency decides: rules, quiet hours, and permits that were there before. */
class AlertRulesIT extends AlertBed {
  @Test
  void aChangedRuleJudgesFromItsDayOn() {
    event(
        "overspeed", at(TODAY.minusDays(1), "10:00"), "{\"speed-kmh\":\"110\",\"seconds\":\"30\"}");
    event("overspeed", at(TODAY, "10:00"), "{\"speed-kmh\":\"110\",\"seconds\":\"30\"}");
    judge();
    assertEquals(2, all(bed.leader()).size());
    decide(1, 115);
    again();
    assertEquals(TODAY.minusDays(1), only().date());
    decide(2, 80);
    judge();
    assertEquals(2, all(bed.leader()).size());
  }

  private static void decide(int version, int limitKmh) {
    bed.db()
        .as(
            admin(),
            s ->
                s.change(
                    Sql.of(
                        """
                        INSERT INTO alert_rule_version (rule, version, enabled, severity, settings, exempt_kinds, reason, author_id, author_name,
                                                        made_at)
                        VALUES ('overspeed', :version, true, 'medium', jsonb_build_object('limitKmh', CAST(:limit AS int)), '{}',
                                'Terlalu banyak', :author, 'Admin', :now)
                        """),
                    Map.of(
                        "version",
                        version,
                        "limit",
                        limitKmh,
                        "author",
                        admin().userId(),
                        "now",
                        bed.instant())));
  }

  @Test
  void aDecisionIsAVersionWithAReasonAndWhatItWouldCauseIsSeenBefore() {
    LocalDate yesterday = TODAY.minusDays(1);
    drive(trip(yesterday, "19:30"));
    RuleDesk desk = alerts.rules();
    RuleView before = rule("outside-hours");
    RulePreview.Outcome preview =
        desk.preview("outside-hours", draft(Map.of("shortestMin", 40.0), "", before.version()));
    assertEquals(RulePreview.DAYS, preview.days().size());
    assertEquals(yesterday, preview.days().getLast().date());
    assertEquals(preview.days().getLast().nowCount() - 1, preview.days().getLast().thenCount());
    assertRefused(
        422, "fields-wrong", () -> desk.preview("tow", draft(Map.of("limitKmh", 90.0), "", 0)));
    assertRefused(404, "no-such-rule", () -> desk.preview("noise", draft(Map.of(), "", 0)));
    assertRefused(
        422,
        "fields-wrong",
        () -> desk.decide(admin(), "outside-hours", draft(Map.of("shortestMin", 0.0), "abc", 0)));
    assertRefused(
        409,
        "rule-changed-meanwhile",
        () -> desk.decide(admin(), "outside-hours", draft(Map.of(), "Terlalu banyak", 99)));
    RuleView after =
        desk.decide(
            admin(),
            "outside-hours",
            draft(Map.of("shortestMin", 40.0), "Terlalu banyak", before.version()));
    assertEquals(before.version() + 1, after.version());
    assertEquals(Optional.of("Terlalu banyak"), after.reason());
    assertEquals(40, after.settings().getLast().value());
    judge();
    assertEquals("outside-hours", only().rule(), "yesterday is judged by what held then");
    desk.decide(
        admin(), "outside-hours", draft(Map.of("shortestMin", 20.0), "Kembali", after.version()));
    List<RuleView> history = desk.history("outside-hours");
    assertEquals(after.version() + 2, history.size());
    assertEquals(0, history.getLast().version());
    RulePreview.Outcome trackers =
        desk.preview("device-silent", draft(Map.of("silentH", 1.0), "", 0));
    assertEquals(List.of(), trackers.days());
  }

  private static RuleView rule(String word) {
    return alerts.rules().list().stream()
        .filter(rule -> rule.rule().equals(word))
        .findFirst()
        .orElseThrow();
  }

  private static RuleDraft draft(Map<String, Double> settings, String reason, int basedOn) {
    return new RuleDraft(
        Optional.empty(),
        Optional.empty(),
        Optional.of(settings),
        Optional.empty(),
        Optional.of(reason),
        Optional.of(basedOn));
  }

  @Test
  void quietHoursAreAVersionToo() {
    QuietDesk desk = alerts.quiet();
    int version = desk.get().version();
    assertRefused(422, "fields-wrong", () -> desk.decide(admin(), quiet("25:00", version)));
    assertRefused(409, "rule-changed-meanwhile", () -> desk.decide(admin(), quiet("21:30", 9)));
    assertEquals("21:30", desk.decide(admin(), quiet("21:30", version)).from());
    assertEquals(version + 2, desk.decide(admin(), quiet("22:00", version + 1)).version());
  }

  private static QuietDesk.Draft quiet(String from, int basedOn) {
    return new QuietDesk.Draft(
        Optional.of(from), Optional.of("05:00"), Optional.of("Rapat pagi"), Optional.of(basedOn));
  }

  @Test
  void aPermitThatWasRegisteredBeforeCausesNoAlert() {
    var permits = new Permits(bed.db(), fleet, new Audit(bed.db(), bed), bed);
    bed.set(TODAY, "18:00");
    assertRefused(
        404, "no-such-vehicle", () -> permits.add(bed.head("pupr"), letter("18:00", "22:00")));
    Permit permit = permits.add(bed.head("dikes"), letter("18:00", "22:00")).getFirst();
    bed.set(TODAY, "23:00");
    heard();
    drive(trip(TODAY, "19:30"));
    judge();
    assertEquals(List.of(), all(bed.leader()));
    // From its end on it counts no more; and what is over nobody allows afterwards.
    assertRefused(
        422, "fields-wrong", () -> permits.add(bed.head("dikes"), letter("18:00", "22:00")));
    drive(trip(TODAY, "22:15"));
    judge();
    assertEquals(1, only().times());
    bed.set(TODAY.plusDays(1), "06:00");
    assertRefused(403, "other-opd", () -> permits.cancel(centre(), permit.id(), "Bukan urusan"));
    assertRefused(
        404, "no-such-permit", () -> permits.cancel(bed.head("pupr"), permit.id(), "Bukan urusan"));
  }

  @Test
  void aPermitThatIsCancelledCountsUntilThen() {
    var permits = new Permits(bed.db(), fleet, new Audit(bed.db(), bed), bed);
    Viewer head = bed.operator("dikes");
    Permit permit = permits.add(head, letter("18:00", "22:00")).getFirst();
    bed.set(TODAY, "19:00");
    assertEquals(
        Optional.of(bed.instant()),
        permits
            .cancel(head, permit.id(), "Rapat batal")
            .cancellation()
            .map(Permit.Cancellation::at));
    assertRefused(
        409, "permit-cancelled-before", () -> permits.cancel(head, permit.id(), "Rapat batal"));
    bed.set(TODAY, "23:00");
    heard();
    drive(trip(TODAY, "18:20"));
    judge();
    assertEquals(List.of(), all(bed.leader()));
    drive(trip(TODAY, "20:00"));
    judge();
    assertEquals(1, only().times());
    assertTrue(permits.list(bed.leader(), Optional.empty()).size() >= 1);
    assertEquals(List.of(), permits.list(bed.head("pupr"), Optional.empty()));
  }

  private Permits.NewPermit letter(String from, String until) {
    return new Permits.NewPermit(
        List.of(car), at(TODAY, from), at(TODAY, until), "Rapat di Mataram", "800/214/SPT");
  }
}
