package id.pantau.collector.visit;

import static id.pantau.collector.activity.ActivityBed.progress;
import static id.pantau.collector.activity.ActivityBed.state;
import static id.pantau.collector.visit.Trace.from;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.activity.ActivityBed;
import id.pantau.collector.activity.ActivityBed.Plan;
import id.pantau.collector.auth.Audit;
import id.pantau.collector.db.Sql;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.track.ReceivedFix;
import id.pantau.collector.track.Tracks;
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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stops become visits, on a real PostGIS. */
class VisitsIT {
  /** A Wednesday. */
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

  private static final LatLon SITE = new LatLon(-8.65, 116.53);
  private static final LatLon DEPOT = from(SITE, -3_000, 0);

  private final Map<Integer, Long> seqs = new HashMap<>();
  private ActivityBed bed;
  private Fleet fleet;
  private Tracks tracks;
  private Visits visits;
  private int bridge;
  private int car;

  @BeforeEach
  void open() {
    bed = new ActivityBed(TODAY, "12:00");
    fleet = new Fleet(bed.db(), bed.region(), bed);
    tracks = new Tracks(bed.db(), fleet, bed.region(), bed, Duration.ZERO);
    visits =
        new Visits(
            bed.db(),
            new Visits.Sources(bed.region(), bed.activities(), tracks, new Audit(bed.db(), bed)),
            bed);
    bridge = running("pupr", "Pembangunan jembatan", SITE);
    car = car("pupr", "service", "trk-1");
  }

  @AfterEach
  void close() {
    bed.close();
  }

  /** A package with a pin that has been running for 20 days. */
  private int running(String opd, String name, LatLon at) {
    int id = bed.give(opd, Plan.works(name));
    pin(id, at);
    bed.set(TODAY.minusDays(20), "12:00");
    bed.activities().report(bed.operator(opd), id, state(TODAY.minusDays(20), "running"));
    bed.set(TODAY, "12:00");
    return id;
  }

  private void pin(int packageId, LatLon at) {
    bed.service(
        s ->
            s.change(
                Sql.of(
                    "UPDATE work_package SET location = ST_SetSRID(ST_MakePoint(:lon, :lat), 4326) WHERE id = :id"),
                Map.of("id", packageId, "lat", at.lat(), "lon", at.lon())));
  }

  private int car(String opd, String use, String device) {
    bed.set(TODAY.minusDays(40), "12:00");
    int id =
        fleet.addVehicle(
            new NewVehicle(
                "DR 1 L",
                "Pikap " + device,
                "pickup",
                use,
                bed.opd(opd),
                Optional.of("Kepala Bidang"),
                Optional.empty()));
    fleet.startRide(new DeviceId(device), id, bed.instant());
    bed.set(TODAY, "12:00");
    return id;
  }

  private Instant at(LocalDate day, String time) {
    return day.atTime(LocalTime.parse(time)).atZone(bed.region().zone()).toInstant();
  }

  /** Leaves the depot, stands near the site, and drives back. */
  private Trace visit(LocalDate day, String time, LatLon spot, int minutes) {
    return new Trace(at(day, time), DEPOT)
        .drive(spot, 50)
        .stand(Duration.ofMinutes(minutes))
        .drive(DEPOT, 50)
        .stand(Duration.ofMinutes(20));
  }

  private List<ReceivedFix> received(String device, List<Fix> fixes) {
    int no = fleet.deviceNo(new DeviceId(device));
    var received = new ArrayList<ReceivedFix>();
    for (Fix fix : fixes) {
      received.add(new ReceivedFix(no, 7, seqs.merge(no, 1L, Long::sum), fix, bed.instant()));
    }
    return received;
  }

  private void store(List<ReceivedFix> fixes) {
    tracks.prepare(tracks.daysOf(fixes));
    bed.service(session -> tracks.append(session, fixes));
  }

  private void drive(String device, Trace trace) {
    store(received(device, trace.fixes()));
    derive();
  }

  private void derive() {
    tracks.deriveDue();
    visits.matchDue();
  }

  private List<Visit> all(Viewer viewer) {
    return visits.list(viewer, Visit.Query.of("all", 100)).items();
  }

  private Visit only() {
    List<Visit> all = all(bed.leader());
    assertEquals(1, all.size(), all.toString());
    return all.getFirst();
  }

  private long count(String from) {
    return bed.service(s -> s.get(Sql.of("SELECT count(*) AS n FROM " + from), Map.of()))
        .getLong("n");
  }

  private Visit decide(Viewer viewer, String decision, String reason) {
    return visits.decide(
        viewer, only().id(), decision, Optional.of(reason).filter(text -> !text.isEmpty()));
  }

  private static void assertRefused(int status, String code, Runnable call) {
    Problem problem = assertThrows(Problem.class, call::run);
    assertEquals(status + " " + code, problem.status() + " " + problem.code());
  }

  @Test
  void aStopNearAPackageBecomesAVisit() {
    drive("trk-1", visit(TODAY, "09:00", from(SITE, 40, 0), 42));
    Visit visit = only();
    assertEquals(bridge, visit.packageId());
    assertEquals("strong", visit.level());
    assertEquals(List.of("near", "long-stay", "same-opd", "behind"), visit.reasons());
    assertEquals("automatic", visit.state());
    assertTrue(visit.isCounted());
    assertEquals(40, visit.distanceM(), 3);
    assertEquals(42 * 60, visit.stayS(), 90);
    assertEquals("Kepala Bidang", visit.vehicle().orElseThrow().holder().orElseThrow());
    assertEquals(Optional.empty(), visit.decision());
    Visits.OfPackage of = visits.ofPackage(bed.head("pupr"), bridge);
    assertEquals(visit.arrive(), of.lastVisit().orElseThrow());
    assertEquals(1, of.visitCount());
    assertEquals(1, of.monthCount());
    assertEquals(visit.stayS(), of.monthStayS());
    assertEquals(List.of(visit), visits.ofVehicleDay(bed.leader(), car, TODAY));
  }

  @Test
  void aPackageThatWasNeverVisitedSaysSo() {
    Visits.OfPackage of = visits.ofPackage(bed.leader(), bridge);
    assertEquals(Optional.empty(), of.lastVisit());
    assertEquals(0, of.visitCount());
    assertRefused(404, "no-such-package", () -> visits.ofPackage(bed.leader(), 999_999));
    assertRefused(403, "other-opd", () -> visits.ofPackage(bed.head("dikes"), bridge));
  }

  private String dump() {
    return bed.service(
        s ->
            s
                .list(
                    Sql.of(
                        "SELECT CAST(to_jsonb(v) - 'id' - 'derived_at' AS text) AS line FROM visit v ORDER BY 1"),
                    Map.of())
                .stream()
                .map(row -> row.getText("line"))
                .collect(Collectors.joining("\n")));
  }

  @Test
  void inWhateverOrderFixesComeTheVisitsAreTheSame() {
    running("pupr", "Talud jembatan", from(SITE, 60, 0));
    running("dikes", "Puskesmas", from(SITE, 1_500, 0));
    var fixes = new ArrayList<Fix>(visit(TODAY.minusDays(1), "08:30", SITE, 35).fixes());
    fixes.addAll(visit(TODAY, "08:00", from(SITE, 30, 0), 15).fixes());
    fixes.addAll(visit(TODAY, "10:00", from(SITE, 1_480, 0), 12).fixes());
    List<ReceivedFix> all = received("trk-1", fixes);
    store(all);
    derive();
    String inOrder = dump();
    assertEquals(5, inOrder.lines().count(), inOrder);
    derive();
    assertEquals(inOrder, dump());
    for (int round = 0; round < 3; round++) {
      long seed = System.nanoTime();
      var random = new Random(seed);
      for (String table :
          List.of(
              "fix_block",
              "stored_seq",
              "vehicle_day",
              "trip",
              "stop",
              "track_gap",
              "dirty_day",
              "visit")) {
        bed.service(s -> s.change(Sql.of("DELETE FROM " + table), Map.of()));
      }
      var shuffled = new ArrayList<>(all);
      Collections.shuffle(shuffled, random);
      for (int i = 0; i < shuffled.size(); i += 150) {
        store(shuffled.subList(i, Math.min(i + 150, shuffled.size())));
        if (random.nextBoolean()) {
          derive();
        }
      }
      derive();
      assertEquals(inOrder, dump(), "seed=" + seed);
    }
    assertEquals(0, count("visit_due"));
    assertEquals(0, count("visit_change"));
  }

  @Test
  void aDayThatIsMatchedAgainWithoutChangeLeavesNoTrace() {
    drive("trk-1", visit(TODAY, "09:00", SITE, 42));
    bed.service(s -> s.change(Sql.of("UPDATE visit_rules SET point_m = point_m"), Map.of()));
    Visit before = only();
    long versions = count("visit_version");
    derive();
    assertEquals(before, only());
    assertEquals(versions, count("visit_version"));
  }

  @Test
  void aPinThatMovesTakesItsVisitsAlongFourteenDaysBack() {
    LatLon other = from(SITE, 2_000, 0);
    for (int back : List.of(16, 14, 1)) {
      drive("trk-1", visit(TODAY.minusDays(back), "09:00", SITE, 42));
      drive("trk-1", visit(TODAY.minusDays(back), "10:30", other, 30));
    }
    assertEquals(List.of(1, 14, 16), daysBack());
    long versions = count("visit_version");
    pin(bridge, other);
    visits.matchDue();
    assertEquals(List.of(1, 14, 16), daysBack());
    assertEquals(
        List.of(30L, 30L, 42L),
        all(bed.leader()).stream().map(visit -> Math.round(visit.stayS() / 60.0)).toList());
    // What was seen before is kept.
    assertEquals(versions + 2, count("visit_version"));
  }

  private List<Integer> daysBack() {
    return all(bed.leader()).stream()
        .map(visit -> (int) (TODAY.toEpochDay() - visit.date().toEpochDay()))
        .toList();
  }

  @Test
  void onlyTheDaysNearThePinAreDueWhenItMoves() {
    drive("trk-1", visit(TODAY.minusDays(1), "09:00", SITE, 42));
    drive("trk-1", visit(TODAY, "09:00", from(SITE, 0, 6_000), 42));
    pin(bridge, from(SITE, 20, 0));
    pin(running("dikes", "Puskesmas jauh", from(SITE, -9_000, 0)), from(SITE, -9_010, 0));
    bed.service(
        s -> {
          new VisitStore(s).expandSome(TODAY.minusDays(14));
          return null;
        });
    List<VisitStore.Due> due =
        bed.service(s -> new VisitStore(s).claim(bed.instant(), Instant.EPOCH, 100));
    assertEquals(List.of(new VisitStore.Due(car, TODAY.minusDays(1))), due);
  }

  @Test
  void aTrackerTwelveHoursLateIsNoOtherVisit() {
    Trace trace = visit(TODAY.minusDays(1), "09:00", SITE, 42);
    List<ReceivedFix> all = received("trk-1", trace.fixes());
    store(all.subList(0, 40));
    derive();
    bed.set(TODAY, "21:30");
    store(all.subList(40, all.size()));
    derive();
    assertEquals(42 * 60, only().stayS(), 90);
    assertEquals(TODAY.minusDays(1), only().date());
  }

  @Test
  void whatIsRejectedStaysRejected() {
    List<ReceivedFix> all = received("trk-1", visit(TODAY, "09:00", from(SITE, 40, 0), 42).fixes());
    store(all.subList(0, 100));
    derive();
    assertEquals(Optional.empty(), only().leave());
    long id = only().id();
    decide(bed.head("pupr"), "rejected", "Mengantar tamu ke sebelah");
    store(all.subList(100, all.size()));
    derive();
    Visit later = only();
    assertEquals(id, later.id());
    assertEquals("rejected", later.state());
    assertTrue(later.leave().isPresent());
    assertFalse(later.isCounted());
    assertEquals(0, visits.ofPackage(bed.leader(), bridge).visitCount());

    pin(bridge, from(SITE, 5_000, 0));
    visits.matchDue();
    assertFalse(only().matched());
    assertEquals("rejected", only().state());
    pin(bridge, SITE);
    visits.matchDue();
    assertTrue(only().matched());
    assertEquals("rejected", only().state());
    assertEquals(id, only().id());
  }

  @Test
  void whatIsConfirmedCountsEvenWhenTheRulesNoLongerFindIt() {
    drive("trk-1", visit(TODAY, "09:00", SITE, 42));
    Visit confirmed = decide(bed.leader(), "confirmed", "");
    assertEquals("confirmed", confirmed.state());
    assertEquals("bupati", confirmed.decision().orElseThrow().authorName());
    pin(bridge, from(SITE, 5_000, 0));
    visits.matchDue();
    assertTrue(only().isCounted());
    assertFalse(only().matched());
  }

  @Test
  void aPersonSaysWhyWhereTheRulesSayOtherwise() {
    bed.region()
        .putStoppingPlace(
            "office:pupr", "Kantor", OptionalInt.of(bed.opd("pupr")), from(SITE, 50, 0));
    drive("trk-1", visit(TODAY, "09:00", SITE, 42));
    assertEquals("excluded", only().level());
    assertFalse(only().isCounted());
    assertRefused(422, "fields-wrong", () -> decide(bed.head("pupr"), "confirmed", ""));
    assertRefused(422, "fields-wrong", () -> decide(bed.head("pupr"), "confirmed", "ya"));
    assertRefused(422, "fields-wrong", () -> decide(bed.head("pupr"), "perhaps", "entah apa"));
    assertTrue(decide(bed.head("pupr"), "confirmed", "Memeriksa pondasi").isCounted());
    assertRefused(422, "fields-wrong", () -> decide(bed.leader(), "rejected", " "));
    assertRefused(422, "fields-wrong", () -> decide(bed.leader(), "confirmed", ""));
    assertEquals("rejected", decide(bed.leader(), "rejected", "Rapat di kantor").state());
    assertEquals(2, count("visit_decision"));
    assertEquals(
        2, count("audit WHERE action LIKE 'visit-%' AND subject = 'visit:" + only().id() + "'"));
  }

  @Test
  void onlyWitnessesDecideAndOnlyWhatTheySee() {
    drive("trk-1", visit(TODAY, "09:00", SITE, 42));
    assertRefused(403, "no-witness", () -> decide(bed.operator("pupr"), "confirmed", ""));
    assertRefused(404, "no-such-visit", () -> decide(bed.head("dikes"), "confirmed", ""));
    assertRefused(
        404,
        "no-such-visit",
        () -> visits.decide(bed.leader(), 999, "confirmed", Optional.empty()));
    assertEquals(0, count("visit_decision"));
    // The second wall, when the first is forgotten.
    assertThrows(
        RuntimeException.class,
        () ->
            bed.db()
                .as(
                    bed.operator("pupr"),
                    s ->
                        new VisitReader(s)
                            .addDecision(
                                only().id(),
                                bed.operator("pupr"),
                                "confirmed",
                                Optional.empty(),
                                bed.instant())));
    assertEquals(0, count("visit_decision"));
  }

  @Test
  void aDecisionIsNeverChanged() {
    drive("trk-1", visit(TODAY, "09:00", SITE, 42));
    decide(bed.leader(), "confirmed", "");
    for (String sql :
        List.of("UPDATE visit_decision SET decision = 'rejected'", "DELETE FROM visit_decision")) {
      assertThrows(IllegalStateException.class, () -> bed.asOwner(sql), sql);
    }
  }

  @Test
  void anAgencySeesTheVisitsAtItsPackagesAndOnlyItsVehicles() {
    drive("trk-1", visit(TODAY, "09:00", SITE, 42));
    car("dikes", "service", "trk-2");
    drive("trk-2", visit(TODAY, "09:10", from(SITE, 30, 0), 30));
    assertEquals(2, all(bed.leader()).size());
    List<Visit> own = all(bed.operator("pupr"));
    assertEquals(2, own.size());
    Map<Integer, Visit> byOpd =
        own.stream().collect(Collectors.toMap(Visit::vehicleOpdId, visit -> visit));
    assertTrue(byOpd.get(bed.opd("pupr")).vehicle().isPresent());
    assertEquals(Optional.empty(), byOpd.get(bed.opd("dikes")).vehicle());
    assertEquals("Dinas Kesehatan", byOpd.get(bed.opd("dikes")).vehicleOpdName());
    assertEquals(List.of(), all(bed.head("dikes")));
    // A convoy: two vehicles, two visits, one package.
    Visits.Summary week = visits.summary(bed.leader());
    assertEquals(
        List.of(2, 1, 2), List.of(week.visitCount(), week.packageCount(), week.vehicleCount()));
  }

  @Test
  void severalPackagesInOnePlaceAreOneVisitInTheFigures() {
    running("pupr", "Talud jembatan", from(SITE, 30, 0));
    drive("trk-1", visit(TODAY, "09:00", SITE, 42));
    assertEquals(2, all(bed.leader()).size());
    assertTrue(all(bed.leader()).stream().allMatch(visit -> visit.shared() == 1));
    Visits.Summary week = visits.summary(bed.leader());
    assertEquals(List.of(1, 2), List.of(week.visitCount(), week.packageCount()));
  }

  @Test
  void workThatHasNotBegunIsNotVisitedUntilItIsReportedSo() {
    int plan = bed.give("pupr", Plan.works("Rencana saluran"));
    pin(plan, from(SITE, 3_000, 0));
    drive("trk-1", visit(TODAY.minusDays(1), "09:00", from(SITE, 3_000, 0), 42));
    assertEquals(List.of(), all(bed.leader()));
    bed.activities().report(bed.operator("pupr"), plan, state(TODAY.minusDays(1), "running"));
    visits.matchDue();
    assertEquals(plan, only().packageId());
  }

  @Test
  void theDayOfHandingOverIsADayOfWork() {
    drive("trk-1", visit(TODAY, "09:00", SITE, 42));
    bed.activities().report(bed.operator("pupr"), bridge, progress(TODAY, 100));
    bed.activities()
        .report(
            bed.operator("pupr"), bridge, ActivityBed.because(state(TODAY, "finished"), "selesai"));
    visits.matchDue();
    assertEquals(bridge, only().packageId());
  }

  @Test
  void theCarOfAPersonIsNotLookedAtOutsideWorkingHours() {
    car("pupr", "position", "trk-3");
    bed.set(TODAY, "21:00");
    drive("trk-3", visit(TODAY, "18:30", SITE, 42));
    assertEquals(List.of(), all(bed.leader()));
    drive("trk-3", visit(TODAY, "10:00", SITE, 42));
    assertEquals(1, all(bed.leader()).size());
    // A Sunday.
    drive("trk-3", visit(LocalDate.of(2026, 11, 22), "10:00", SITE, 42));
    assertEquals(1, all(bed.leader()).size());
    drive("trk-1", visit(LocalDate.of(2026, 11, 22), "10:00", SITE, 42));
    assertEquals(2, all(bed.leader()).size());
  }

  @Test
  void whereEverybodyStopsNothingIsProved() {
    drive("trk-1", visit(TODAY, "09:00", SITE, 42));
    assertEquals("strong", only().level());
    List<String> opds = List.of("dikes", "dlhk", "dishub", "setda", "pupr");
    for (int i = 0; i < opds.size(); i++) {
      int other = car(opds.get(i), "service", "other-" + i);
      for (int back = 1; back <= 5; back++) {
        addStop(other, TODAY.minusDays(back), from(SITE, 10, 5 * i));
      }
    }
    visits.refreshCommonStops();
    visits.matchDue();
    assertEquals("excluded", ofCar().level());
    assertEquals("common-stop", ofCar().reasons().getFirst());
    bed.service(
        s -> s.change(Sql.of("DELETE FROM stop WHERE vehicle_id <> :car"), Map.of("car", car)));
    visits.refreshCommonStops();
    visits.matchDue();
    assertEquals("strong", ofCar().level());
  }

  private Visit ofCar() {
    List<Visit> found = visits.ofVehicleDay(bed.leader(), car, TODAY);
    assertEquals(1, found.size());
    return found.getFirst();
  }

  private void addStop(int vehicle, LocalDate day, LatLon at) {
    bed.service(
        s ->
            s.change(
                Sql.of(
                    """
                    INSERT INTO stop (vehicle_id, day, nr, start_time, end_time, began_before, goes_on, engine, geom)
                    VALUES (:vehicle, CAST(:day AS date), 1, CAST(:start AS timestamptz), CAST(:end AS timestamptz), false, false, 'off',
                            ST_SetSRID(ST_MakePoint(:lon, :lat), 4326))
                    """),
                Map.of(
                    "vehicle", vehicle,
                    "day", day,
                    "start", at(day, "12:00"),
                    "end", at(day, "12:30"),
                    "lat", at.lat(),
                    "lon", at.lon())));
  }

  @Test
  void aDayThatCannotBeMatchedDoesNotStopTheOthers() {
    drive("trk-1", visit(TODAY, "09:00", SITE, 42));
    bed.service(s -> s.change(Sql.of("DELETE FROM visit"), Map.of()));
    int lost = car("pupr", "service", "trk-9");
    bed.asOwner("DELETE FROM vehicle_keeper WHERE vehicle_id = " + lost);
    bed.service(
        s ->
            s.change(
                Sql.of(
                    "INSERT INTO visit_due (vehicle_id, day) VALUES (:lost, CAST(:day AS date)), (:car, CAST(:day AS date))"),
                Map.of("lost", lost, "car", car, "day", TODAY)));
    visits.matchDue();
    assertEquals(bridge, only().packageId());
    assertEquals(0, count("visit_due"));
  }

  @Test
  void whatIsBehindAndUnvisitedIsNamed() {
    assertEquals(
        List.of(bridge),
        visits.attention(bed.leader()).unvisited().stream()
            .map(Attention.Unvisited::packageId)
            .toList());
    assertEquals(1, visits.summary(bed.leader()).unvisitedCount());
    assertEquals(List.of(), visits.attention(bed.head("dikes")).unvisited());
    drive("trk-1", visit(TODAY, "09:00", SITE, 42));
    assertEquals(List.of(), visits.attention(bed.leader()).unvisited());
    decide(bed.leader(), "rejected", "Hanya lewat");
    assertEquals(1, visits.attention(bed.leader()).unvisited().size());
  }

  @Test
  void progressThatJumpsUnseenWantsSomebodyToLook() {
    bed.activities().report(bed.operator("pupr"), bridge, progress(TODAY, 19));
    assertEquals(List.of(), visits.attention(bed.leader()).toVerify());
    bed.activities()
        .report(
            bed.operator("pupr"),
            bridge,
            ActivityBed.because(progress(TODAY, 45), "dihitung ulang"));
    Attention.ToVerify jump = visits.attention(bed.leader()).toVerify().getFirst();
    assertEquals(List.of(0.0, 45.0), List.of(jump.fromPct(), jump.toPct()));
    drive("trk-1", visit(TODAY.minusDays(3), "09:00", SITE, 42));
    assertEquals(List.of(), visits.attention(bed.leader()).toVerify());
  }

  @Test
  void aVisitOnADayThatWasReportedAsNihilAsksForANote() {
    drive("trk-1", visit(TODAY, "09:00", SITE, 42));
    assertFalse(only().reportedNihil());
    bed.activities().report(bed.operator("pupr"), bridge, ActivityBed.nihil(TODAY));
    visits.matchDue();
    assertTrue(only().reportedNihil());
  }

  @Test
  void aListGoesOnWhereItsPageEnded() {
    for (int back = 1; back <= 3; back++) {
      drive("trk-1", visit(TODAY.minusDays(back), "09:00", SITE, 42));
    }
    Visits.Page first = visits.list(bed.leader(), Visit.Query.of("to-confirm", 2));
    assertEquals(2, first.items().size());
    assertTrue(first.nextCursor().isPresent());
    Visit last = first.items().getLast();
    Visits.Page second =
        visits.list(
            bed.leader(),
            Visit.Query.of("to-confirm", 2)
                .after(Optional.of(new PageCursor(last.arrive(), last.id()))));
    assertEquals(1, second.items().size());
    assertEquals(Optional.empty(), second.nextCursor());
    assertEquals(List.of(), visits.list(bed.leader(), Visit.Query.of("confirmed", 2)).items());
    assertRefused(
        403,
        "other-opd",
        () ->
            visits.list(
                bed.head("dikes"),
                Visit.Query.of("all", 2).ofOpd(OptionalInt.of(bed.opd("pupr")))));
  }
}
