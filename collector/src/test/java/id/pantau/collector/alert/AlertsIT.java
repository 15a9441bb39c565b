package id.pantau.collector.alert;

import static id.pantau.collector.visit.Trace.from;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.activity.ActivityBed;
import id.pantau.collector.auth.Audit;
import id.pantau.collector.db.Sql;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.permit.Permit;
import id.pantau.collector.permit.Permits;
import id.pantau.collector.scope.Role;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.track.ReceivedFix;
import id.pantau.collector.track.Tracks;
import id.pantau.collector.visit.Trace;
import id.pantau.collector.web.PageCursor;
import id.pantau.collector.web.Problem;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is stored becomes alerts, and people deal with them, on a real PostGIS. */
class AlertsIT {
  /** A Wednesday. */
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

  private static final LatLon DEPOT = new LatLon(-8.65, 116.53);

  private static final List<AlertNews> announced = new ArrayList<>();
  private static ActivityBed bed;
  private static Fleet fleet;
  private static Tracks tracks;
  private static Alerts alerts;
  private static int cars;
  private static long seq;

  private int car;
  private int device;

  @BeforeAll
  static void open() {
    bed = new ActivityBed(TODAY, "12:00");
    fleet = new Fleet(bed.db(), bed.region(), bed);
    tracks = new Tracks(bed.db(), fleet, bed.region(), bed, Duration.ZERO);
    alerts =
        new Alerts(
            bed.db(),
            new Alerts.Sources(bed.region(), tracks, new Audit(bed.db(), bed)),
            bed,
            announced::add);
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  /** Each test has a car of its own, and none of the others is on the road. */
  @BeforeEach
  void car() {
    bed.service(s -> s.change(Sql.of("DELETE FROM ride"), Map.of()));
    announced.clear();
    bed.set(TODAY.minusDays(40), "12:00");
    cars++;
    car =
        fleet.addVehicle(
            new NewVehicle(
                "DR " + cars + " L",
                "Mobil " + cars,
                "car",
                "position",
                bed.opd("dikes"),
                Optional.of("Kepala Dinas"),
                Optional.empty()));
    fleet.startRide(new DeviceId("car-" + cars), car, bed.instant());
    device = fleet.deviceNo(new DeviceId("car-" + cars));
    bed.set(TODAY, "12:00");
    heard();
  }

  /** The tracker says that it is well. */
  private void heard() {
    bed.service(
        s ->
            s.change(
                Sql.of(
                    """
                    INSERT INTO device_health (device_no, received_at, device_time, clock_trusted, agent_version, journal_depth,
                      journal_bytes_free, cpu_temperature_c, satellites, gnss_state, details)
                    VALUES (:device, :now, :now, true, '1', 0, 12000000, 50, 9, 'fix-3d', '{}')
                    ON CONFLICT (device_no) DO UPDATE SET received_at = excluded.received_at
                    """),
                Map.of("device", device, "now", bed.instant())));
  }

  private static Instant at(LocalDate day, String time) {
    return day.atTime(LocalTime.parse(time)).atZone(bed.region().zone()).toInstant();
  }

  private void drive(Trace trace) {
    var fixes = new ArrayList<ReceivedFix>();
    for (Fix fix : trace.fixes()) {
      fixes.add(new ReceivedFix(device, 7, ++seq, fix, bed.instant()));
    }
    tracks.prepare(tracks.daysOf(fixes), false);
    bed.service(session -> tracks.append(session, fixes));
    tracks.deriveDue();
  }

  private static Trace trip(LocalDate day, String time) {
    return new Trace(at(day, time), DEPOT)
        .drive(from(DEPOT, 25_000, 0), 60)
        .stand(Duration.ofMinutes(15));
  }

  /** A vehicle on the road is judged a minute after it was derived. */
  private static void judge() {
    bed.service(
        s ->
            s.change(
                Sql.of("UPDATE alert_due SET not_before = NULL WHERE claimed_at IS NULL"),
                Map.of()));
    alerts.judgeDue();
  }

  private void event(String kind, Instant time, String details) {
    bed.service(
        s ->
            s.change(
                Sql.of(
                    """
                    INSERT INTO device_event (device_no, epoch, seq, event_time, received_at, kind, details, geom)
                    VALUES (:device, 7, :seq, :time, :now, :kind, CAST(:details AS jsonb), ST_SetSRID(ST_MakePoint(116.53, -8.65), 4326))
                    """),
                Map.of(
                    "device",
                    device,
                    "seq",
                    ++seq,
                    "time",
                    time,
                    "now",
                    bed.instant(),
                    "kind",
                    kind,
                    "details",
                    details)));
  }

  private List<Alert> all(Viewer viewer) {
    return alerts
        .list(
            viewer,
            new Alert.Query(
                Optional.empty(),
                "all",
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.of(car),
                Optional.empty(),
                Optional.empty(),
                100))
        .items();
  }

  private Alert only() {
    List<Alert> all = all(bed.leader());
    assertEquals(1, all.size(), all.toString());
    return all.getFirst();
  }

  private static Alert act(Viewer viewer, Alert alert, String kind, String choice, String reason) {
    return alerts.act(
        viewer,
        alert.id(),
        new Alerts.Deed(
            kind, Optional.of(choice).filter(c -> !c.isEmpty()), reason, Optional.empty()));
  }

  private static void assertRefused(int status, String code, Runnable call) {
    Problem problem = assertThrows(Problem.class, call::run);
    assertEquals(status + " " + code, problem.status() + " " + problem.code());
  }

  private static Viewer centre() {
    return bed.person("pusat", Role.CC_OPERATOR, OptionalInt.empty());
  }

  private static Viewer admin() {
    return bed.person("admin", Role.ADMIN, OptionalInt.empty());
  }

  private String dump() {
    return bed.service(
        s ->
            s
                .list(
                    Sql.of(
                        """
                        SELECT CAST(to_jsonb(a) - 'id' AS text) AS line FROM alert a WHERE vehicle_id = :car ORDER BY start_time, rule
                        """),
                    Map.of("car", car))
                .stream()
                .map(row -> row.getText("line"))
                .collect(Collectors.joining("\n")));
  }

  @Test
  void anEveningOnTheRoadIsOneAlertAlsoWhenItsFixesComeLate() {
    LocalDate yesterday = TODAY.minusDays(1);
    drive(trip(yesterday, "19:30"));
    judge();
    Alert first = only();
    assertEquals("outside-hours", first.rule());
    assertEquals("new", first.state());
    assertEquals("hours", first.details().get("cause").asText());
    assertEquals(25, first.details().get("minutes").asInt(), 2);
    assertEquals(Optional.of("Kepala Dinas"), first.vehicle().holder());
    assertTrue(first.lat().isEmpty());
    String before = dump();
    bed.set(TODAY, "12:30");
    bed.service(
        s ->
            s.change(
                Sql.of("INSERT INTO alert_due (vehicle_id, day) VALUES (:car, :day)"),
                Map.of("car", car, "day", yesterday)));
    judge();
    assertEquals(before, dump(), "judged again it leaves no trace");
    drive(trip(yesterday, "21:30"));
    drive(trip(yesterday, "18:30"));
    judge();
    assertEquals(first.id(), only().id());
    assertEquals(3, only().times());
    assertEquals(at(yesterday, "18:30").getEpochSecond(), only().start().getEpochSecond(), 60);
    assertEquals(
        0,
        bed.service(s -> s.get(Sql.of("SELECT count(*) AS n FROM alert_due"), Map.of()))
            .getInt("n"));
  }

  @Test
  void speedIsSeenInTheFixesOfTheDay() {
    drive(new Trace(at(TODAY, "09:00"), DEPOT).drive(from(DEPOT, 9_000, 0), 95));
    judge();
    assertEquals("overspeed", only().rule());
    assertEquals(95, only().details().get("speedKmh").asInt(), 1);
    assertEquals("medium", only().severity());
    assertEquals(only().madeAt().plus(Duration.ofHours(24)), only().targetAt());
  }

  @Test
  void panicIsToldAtOnceAndTheRestAfterTheQuietHours() {
    bed.set(TODAY, "23:00");
    heard();
    event("panic", bed.instant(), "{}");
    event("overspeed", at(TODAY, "22:50"), "{\"speed-kmh\": \"110\", \"seconds\": \"30\"}");
    alerts.judgeDue();
    assertEquals(List.of("panic"), announcedOfTheCar());
    assertEquals(2, all(bed.leader()).size());
    bed.set(TODAY.plusDays(1), "05:00");
    alerts.judgeDue();
    alerts.judgeDue();
    assertEquals(List.of("panic", "overspeed"), announcedOfTheCar());
  }

  private List<String> announcedOfTheCar() {
    return announced.stream().filter(news -> news.vehicleId() == car).map(AlertNews::rule).toList();
  }

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
  void whatTheFactsGiveNoMoreGoesUnlessSomebodyHadItInHand() {
    event("panic", at(TODAY, "09:00"), "{}");
    event("tow", at(TODAY, "11:00"), "{}");
    judge();
    Alert tow =
        all(bed.leader()).stream().filter(a -> a.rule().equals("tow")).findFirst().orElseThrow();
    act(centre(), tow, "acknowledge", "", "Menelepon");
    bed.service(
        s ->
            s.change(
                Sql.of("DELETE FROM device_event WHERE device_no = :device"),
                Map.of("device", device)));
    again();
    assertEquals(tow.id(), only().id());
    assertFalse(only().isFound());
    assertEquals("done", only().state());
    event("tow", at(TODAY, "11:00"), "{}");
    judge();
    assertEquals(tow.id(), only().id());
    assertTrue(only().isFound());
    assertEquals("in-progress", only().state());
  }

  @Test
  void lateDataMakesOneOfTwoAndThatInHandIsKept() {
    event("panic", at(TODAY, "09:00"), "{}");
    event("panic", at(TODAY, "10:00"), "{}");
    judge();
    Alert second = all(bed.leader()).getFirst();
    act(centre(), second, "acknowledge", "", "Menelepon");
    event("panic", at(TODAY, "09:30"), "{}");
    judge();
    assertEquals(second.id(), only().id());
    assertEquals(3, only().times());
    assertEquals(at(TODAY, "09:00"), only().start());
  }

  private void again() {
    bed.service(
        s ->
            s.change(
                Sql.of(
                    "INSERT INTO alert_due (vehicle_id, day) SELECT DISTINCT vehicle_id, day FROM alert ON CONFLICT DO NOTHING"),
                Map.of()));
    judge();
  }

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
    RuleDesk.Preview preview =
        desk.preview("outside-hours", draft(Map.of("shortestMin", 40.0), "", before.version()));
    assertEquals(RuleDesk.PREVIEW_DAYS, preview.days().size());
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
    RuleDesk.Preview trackers = desk.preview("device-silent", draft(Map.of("silentH", 1.0), "", 0));
    assertEquals(List.of(), trackers.days());
  }

  private static RuleView rule(String word) {
    return alerts.rules().list().stream()
        .filter(rule -> rule.rule().equals(word))
        .findFirst()
        .orElseThrow();
  }

  private static RuleDesk.Draft draft(Map<String, Double> settings, String reason, int basedOn) {
    return new RuleDesk.Draft(
        Optional.empty(),
        Optional.empty(),
        Optional.of(settings),
        Optional.empty(),
        Optional.of(reason),
        Optional.of(basedOn));
  }

  @Test
  void quietHoursAreAVersionToo() {
    RuleDesk desk = alerts.rules();
    int version = desk.quietHours().version();
    assertRefused(422, "fields-wrong", () -> desk.decideQuiet(admin(), quiet("25:00", version)));
    assertRefused(
        409, "rule-changed-meanwhile", () -> desk.decideQuiet(admin(), quiet("21:30", 9)));
    assertEquals("21:30", desk.decideQuiet(admin(), quiet("21:30", version)).from());
    assertEquals(version + 2, desk.decideQuiet(admin(), quiet("22:00", version + 1)).version());
  }

  private static RuleDesk.QuietDraft quiet(String from, int basedOn) {
    return new RuleDesk.QuietDraft(
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

  @Test
  void aTrackerThatIsHeardAgainIsSilentNoMore() {
    bed.set(TODAY.plusDays(2), "12:00");
    alerts.judgeDue();
    alerts.judgeDue();
    assertEquals("device-silent", only().rule());
    assertEquals(Optional.empty(), only().end());
    assertEquals(at(TODAY, "12:00"), only().start());
    heard();
    alerts.judgeDue();
    assertEquals(Optional.of(bed.instant()), only().end());
    assertEquals("done", only().state(), "it needs nobody any more");
  }

  @Test
  void whoStaysOutOverNightIsOneAlertUntilBack() {
    int regency =
        bed.service(
                s ->
                    s.get(
                        Sql.of(
                            """
                            INSERT INTO area (kind, code, name, middle, geom, buffer_m) VALUES ('regency', '52.03', 'Lombok Timur',
                              ST_SetSRID(ST_MakePoint(116.5, -8.6), 4326), ST_Multi(ST_MakeEnvelope(116.3, -8.9, 116.8, -8.2, 4326)), 1000)
                            RETURNING id
                            """),
                        Map.of()))
            .getInt("id");
    LocalDate yesterday = TODAY.minusDays(1);
    crossing(regency, yesterday, "15:00", false);
    judge();
    Alert out = only();
    assertEquals("outside-regency", out.rule());
    assertEquals(Optional.empty(), out.end());
    crossing(regency, TODAY, "09:00", true);
    judge();
    assertEquals(out.id(), only().id());
    assertEquals(Optional.of(at(TODAY, "09:00")), only().end());
    assertEquals(18 * 60, only().details().get("minutes").asInt());
    bed.service(s -> s.change(Sql.of("DELETE FROM area WHERE id = :id"), Map.of("id", regency)));
  }

  private void crossing(int area, LocalDate day, String time, boolean entered) {
    bed.service(
        s -> {
          s.change(
              Sql.of(
                  """
                  INSERT INTO area_crossing (vehicle_id, day, nr, area_id, at, entered) VALUES (:car, :day, 1, :area, :at, :entered)
                  """),
              Map.of(
                  "car", car, "day", day, "area", area, "at", at(day, time), "entered", entered));
          return s.change(
              Sql.of(
                  """
                  INSERT INTO vehicle_day (vehicle_id, day, fix_count, first_fix_time, last_fix_time, distance_m, moving_s, stopped_s,
                                           trip_count, device_nos, derived_at)
                  VALUES (:car, :day, 1, now(), now(), 1, 1, 1, 0, ARRAY[1], now())
                  """),
              Map.of("car", car, "day", day));
        });
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
