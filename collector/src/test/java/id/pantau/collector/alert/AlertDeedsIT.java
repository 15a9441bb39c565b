package id.pantau.collector.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.db.Sql;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.web.PageCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** People deal with alerts: who may, in which order, and what stays of it. */
class AlertDeedsIT extends AlertBed {
  @Test
  void theAgencyExplainsAndTheCentreJudges() {
    event("tow", at(TODAY, "11:00"), "{\"distance-m\": \"120\"}");
    judge();
    Alert alert = only();
    assertEquals(120, alert.details().get("distanceM").asInt());
    Viewer head = bed.head("dikes");
    assertRefused(403, "agency-clarifies", () -> act(centre(), alert, "clarify", "service", "x"));
    assertRefused(403, "centre-judges", () -> act(head, alert, "acknowledge", "", "x"));
    assertRefused(
        404, "no-such-alert", () -> act(bed.head("pupr"), alert, "clarify", "service", "xyz"));
    assertRefused(422, "fields-wrong", () -> act(centre(), alert, "acknowledge", "", "ab"));
    assertRefused(422, "fields-wrong", () -> act(head, alert, "clarify", "noted", "abc"));
    Alert taken = act(centre(), alert, "acknowledge", "", "Menelepon pemegang");
    assertEquals("in-progress", taken.state());
    assertEquals("pusat", taken.actions().getFirst().authorName());
    assertRefused(409, "alert-is-taken", () -> act(bed.leader(), alert, "acknowledge", "", "juga"));
    assertRefused(
        409, "agency-may-clarify", () -> act(centre(), alert, "close", "noted", "Tanpa izin"));
    Alert explained = act(head, alert, "clarify", "service", "Diderek ke bengkel");
    assertTrue(explained.clarified());
    assertEquals("in-progress", explained.state());
    Alert closed = act(centre(), alert, "close", "explained", "Sesuai nota bengkel");
    assertEquals("done", closed.state());
    assertEquals(
        List.of("acknowledge", "clarify", "close"),
        closed.actions().stream().map(Alert.Action::kind).toList());
    assertRefused(409, "alert-is-done", () -> act(head, alert, "clarify", "service", "lagi"));
    assertEquals("in-progress", act(bed.leader(), alert, "reopen", "", "Nota tidak cocok").state());
    assertEquals(
        4,
        bed.service(
                s ->
                    s.get(
                        Sql.of("SELECT count(*) AS n FROM audit WHERE subject = :subject"),
                        Map.of("subject", "alert:" + alert.id())))
            .getInt("n"));
  }

  @Test
  void nothingIsNotedBeforeTheAgencyCouldExplain() {
    event("tow", at(TODAY, "11:00"), "{}");
    judge();
    Alert alert = only();
    // Three working days after a Wednesday: until the end of Monday.
    assertEquals(at(TODAY.plusDays(6), "00:00"), alert.clarifyUntil());
    assertThrows(
        RuntimeException.class,
        () ->
            bed.db()
                .as(
                    centre(),
                    s ->
                        new AlertReader(s)
                            .addAction(
                                alert.id(),
                                centre(),
                                new Alerts.Deed(
                                    "close", Optional.of("noted"), "langsung", Optional.empty()),
                                bed.instant())),
        "the database refuses it too");
    bed.set(TODAY.plusDays(6), "00:00");
    assertEquals("done", act(centre(), alert, "close", "noted", "Tidak ada jawaban").state());
  }

  @Test
  void theDatabaseKnowsWhoMayDoWhat() {
    event("tow", at(TODAY, "11:00"), "{}");
    event("tamper", at(TODAY, "11:30"), "{}");
    judge();
    assertEquals(2, all(bed.leader()).size());
    assertEquals(2, all(bed.operator("dikes")).size());
    assertEquals(List.of(), all(bed.operator("pupr")));
    assertEquals(List.of(), all(admin()));
    List<Alert> technical = all(bed.technician());
    assertEquals(List.of("power-cut"), technical.stream().map(Alert::rule).toList());
    assertTrue(technical.getFirst().lat().isEmpty());
    act(bed.technician(), technical.getFirst(), "acknowledge", "", "Saya periksa");
    Alert tow =
        all(bed.leader()).stream().filter(a -> a.rule().equals("tow")).findFirst().orElseThrow();
    for (Viewer viewer : List.of(bed.head("dikes"), bed.technician(), admin())) {
      assertFalse(
          written(
              viewer,
              tow,
              new Alerts.Deed("close", Optional.of("explained"), "sendiri", Optional.empty())),
          viewer.userName());
    }
    assertFalse(
        written(
            centre(),
            tow,
            new Alerts.Deed("clarify", Optional.of("service"), "untuk OPD", Optional.empty())));
  }

  private static boolean written(Viewer viewer, Alert alert, Alerts.Deed deed) {
    try {
      return bed.db()
          .as(viewer, s -> new AlertReader(s).addAction(alert.id(), viewer, deed, bed.instant()));
    } catch (RuntimeException refused) {
      return false;
    }
  }

  @Test
  void aPageGoesOnWhereTheOneBeforeEnded() {
    for (int hour = 6; hour < 11; hour++) {
      event("panic", at(TODAY, "%02d:00".formatted(hour)), "{}");
    }
    judge();
    var seen = new ArrayList<Long>();
    Optional<PageCursor> cursor = Optional.empty();
    for (int page = 0; page < 3; page++) {
      List<Alert> items =
          alerts
              .list(
                  bed.leader(),
                  new Alert.Query(
                      Optional.empty(),
                      "new",
                      Optional.of(Rule.PANIC),
                      OptionalInt.of(bed.opd("dikes")),
                      OptionalInt.of(car),
                      Optional.of(TODAY),
                      cursor,
                      2))
              .items();
      items.forEach(alert -> seen.add(alert.id()));
      cursor = Optional.of(new PageCursor(items.getLast().start(), items.getLast().id()));
    }
    assertEquals(5, seen.stream().distinct().count());
    Alerts.Summary summary = alerts.summary(bed.head("dikes"));
    assertTrue(summary.highCount() >= 5, summary.toString());
    assertTrue(summary.toClarifyCount() >= 5, summary.toString());
    assertEquals(new Alerts.Summary(0, 0, 0, 0, 0, 0), alerts.summary(bed.head("pupr")));
  }
}
