package id.pantau.collector.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.auth.Audit;
import id.pantau.collector.db.Db;
import id.pantau.collector.db.DbSettings;
import id.pantau.collector.db.Sql;
import id.pantau.collector.db.TestDb;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.region.Region;
import id.pantau.collector.scope.Role;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.track.ReceivedFix;
import id.pantau.collector.track.Track;
import id.pantau.collector.track.Tracks;
import id.pantau.collector.track.VehicleDay;
import id.pantau.collector.web.Problem;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Time goes by over one database. Each test has a vehicle and a month of its own; what others have
 * left behind may go meanwhile.
 */
class RetentionIT {
  private static final RetentionSettings SETTINGS = new RetentionSettings(90, 300, 500);
  private static final DbSettings DATABASE = TestDb.freshSettings();
  private static final AtomicReference<Instant> NOW =
      new AtomicReference<>(Instant.parse("2024-01-05T02:00:00Z"));
  private static final Viewer LEADER =
      new Viewer(1, "bupati", "Bupati", Role.LEADER, OptionalInt.empty(), Locale.of("id"));

  private static Db db;
  private static Region region;
  private static Fleet fleet;
  private static Tracks tracks;
  private static Retention retention;
  private static Audit audit;
  private static int months;

  private LocalDate day;
  private int vehicle;
  private int device;
  private int seq;

  @BeforeAll
  static void open() {
    db = Db.open(DATABASE);
    region = Region.open(db, "lombok-timur", NOW::get);
    fleet = new Fleet(db, region, NOW::get);
    tracks = new Tracks(db, fleet, region, NOW::get, Duration.ZERO);
    audit = new Audit(db, NOW::get);
    retention = new Retention(db, new Retention.Sources(region, tracks, audit), SETTINGS, NOW::get);
  }

  @AfterAll
  static void close() {
    db.close();
  }

  @BeforeEach
  void drive() {
    months++;
    day = LocalDate.of(2024, 2, 10).plusMonths(months);
    NOW.set(at("12:00"));
    int opd = region.findOpd("dikes").orElseThrow().id();
    vehicle =
        fleet.addVehicle(
            new NewVehicle(
                "DR 1 L", "Mobil", "car", "service", opd, Optional.empty(), Optional.empty()));
    var name = new DeviceId("trk-" + months);
    fleet.startRide(name, vehicle, day.atStartOfDay(region.zone()).toInstant());
    device = fleet.deviceNo(name);
    // Half an hour to the north and then to the east, and it stands for another.
    var fixes = new ArrayList<Fix>();
    for (int s = 0; s < 3_600; s += 5) {
      int moved = Math.min(s, 1_800);
      double north = Math.min(moved, 900) * 1e-4;
      double east = Math.max(0, moved - 900) * 1e-4;
      fixes.add(fix(at("08:00").plusSeconds(s), -8.65 + north, 116.53 + east, s < 1_800 ? 11 : 0));
    }
    append(fixes);
    tracks.deriveDue();
    judged();
  }

  /** As the workers of visits and alerts leave it. */
  private static void judged() {
    db.asService(session -> session.change(Sql.of("DELETE FROM visit_due"), Map.of()));
    db.asService(session -> session.change(Sql.of("DELETE FROM alert_due"), Map.of()));
  }

  private Instant at(String time) {
    return day.atTime(java.time.LocalTime.parse(time)).atZone(region.zone()).toInstant();
  }

  private static Fix fix(Instant time, double lat, double lon, double speedMs) {
    return new Fix(
        time, new LatLon(lat, lon), Fix.Mode.FIX_3D, speedMs, Double.NaN, Double.NaN, 1.0, 9, 0);
  }

  private void append(List<Fix> fixes) {
    List<ReceivedFix> received =
        fixes.stream().map(each -> new ReceivedFix(device, 7, ++seq, each, NOW.get())).toList();
    tracks.forgetPartitions(tracks.daysOf(received));
    tracks.prepare(tracks.daysOf(received));
    db.asService(session -> tracks.append(session, received));
  }

  private void passes(int days) {
    NOW.set(day.plusDays(days).atTime(12, 0).atZone(region.zone()).toInstant());
  }

  private long count(String from) {
    return db.asService(
            session ->
                session.get(
                    Sql.of("SELECT count(*) AS n FROM " + from),
                    Map.of("day", day, "vehicle", vehicle, "device", device)))
        .getLong("n");
  }

  private long positions() {
    return count(
        "fix WHERE device_no = :device AND CAST(:day AS date) IS NOT NULL AND :vehicle <> 0");
  }

  private long derived(String table) {
    return count(
        table + " WHERE vehicle_id = :vehicle AND day = CAST(:day AS date) AND :device <> 0");
  }

  private long audited() {
    return count(
        "audit WHERE action = 'positions-deleted' AND subject = 'day:' || CAST(:day AS date) AND :vehicle <> 0 AND :device <> 0");
  }

  private Track route() {
    return tracks.findTrack(LEADER, vehicle, day).orElseThrow();
  }

  private static double lengthM(Track track) {
    double metres = 0;
    for (int i = 1; i < track.size(); i++) {
      metres += track.distanceM(i - 1, i);
    }
    return metres;
  }

  @Test
  void positionsGoAndWhatWasDerivedStaysWithAThinnedRoute() {
    Track whole = route();
    VehicleDay before = tracks.getDay(LEADER, vehicle, day);
    assertEquals(1, before.trips().size());
    passes(90);
    retention.deleteDue();
    assertEquals(720, positions(), "of ninety days ago is within ninety days");
    passes(91);
    retention.deleteDue();
    assertEquals(0, positions());
    assertFalse(tracks.listStoredDays().contains(day));
    assertEquals(before, tracks.getDay(LEADER, vehicle, day));
    Track kept = route();
    assertTrue(kept.size() >= 3 && kept.size() < 20, kept.size() + " of " + whole.size());
    assertEquals(lengthM(whole), lengthM(kept), 50);
    assertEquals(whole.time(0), kept.time(0));
    assertEquals(1, audited());
    assertTrue(audit.findBrokenRow().isEmpty());
    RetiredDay told =
        retention.state().retired().stream()
            .filter(each -> each.day().equals(day))
            .findFirst()
            .orElseThrow();
    assertTrue(told.bytes() > 0);
    assertEquals(1, told.routes());
    retention.deleteDue();
    assertEquals(1, audited(), "once");
  }

  @Test
  void tellsWhichDayGoesNextAndWhetherItIsHeld() {
    tracks.forgetPartitions(List.of(day.plusDays(3)));
    tracks.prepare(List.of(day.plusDays(3)));
    List<LocalDate> stored =
        tracks.listStoredDays().stream().filter(each -> !each.isAfter(day)).sorted().toList();
    assertTrue(tracks.listStoredDays().contains(day.plusDays(3)), "made ahead, and holds nothing");
    Retention.State state = retention.state();
    assertEquals(stored.size(), state.storedDays());
    Retention.NextDay oldest = state.next().getFirst();
    assertEquals(stored.getFirst(), oldest.day());
    assertEquals(oldest.day().plusDays(91), oldest.goesOn());
    int hold =
        retention.hold(LEADER, new Retention.Wish(oldest.day(), oldest.day(), "laka lantas"));
    assertTrue(retention.state().next().getFirst().held());
    retention.endHold(LEADER, hold);
    assertFalse(retention.state().next().getFirst().held());
    // The day before it goes, and the day on which it does.
    passes(90);
    retention.deleteDue();
    assertTrue(tracks.listStoredDays().contains(day));
    passes(91);
    retention.deleteDue();
    assertFalse(tracks.listStoredDays().contains(day));
  }

  @Test
  void aHeldDayStaysUntilNobodyHoldsItAnyMore() {
    int whole = retention.hold(LEADER, new Retention.Wish(day.minusDays(3), day, "laka lantas"));
    int alone = retention.hold(LEADER, new Retention.Wish(day, day, "pemeriksaan"));
    passes(501);
    retention.deleteDue();
    retention.endHold(LEADER, whole);
    retention.deleteDue();
    assertEquals(720, positions());
    assertEquals(1, derived("trip"));
    assertEquals(1, derived("vehicle_day"));
    retention.endHold(LEADER, alone);
    assertThrows(Problem.class, () -> retention.endHold(LEADER, alone));
    retention.deleteDue();
    assertEquals(0, positions());
    assertEquals(0, derived("trip"));
  }

  @Test
  void aHoldNeedsAReasonAndDaysInOrder() {
    assertThrows(Problem.class, () -> retention.hold(LEADER, new Retention.Wish(day, day, " x ")));
    assertThrows(
        Problem.class,
        () -> retention.hold(LEADER, new Retention.Wish(day, day.minusDays(1), "terbalik")));
  }

  @Test
  void aDayThatIsNotYetDerivedWaits() {
    append(List.of(fix(at("10:00"), -8.5, 116.6, 0)));
    passes(100);
    retention.deleteDue();
    assertEquals(721, positions());
    assertEquals(0, audited());
    tracks.deriveDue();
    retention.deleteDue();
    assertEquals(721, positions(), "its visits are to be looked for again");
    judged();
    retention.deleteDue();
    assertEquals(0, positions());
  }

  @Test
  void aDayThatSomebodyReadsWaitsAndNothingIsHalfDone() {
    passes(91);
    db.asService(
        session -> {
          session.list(
              Sql.of("SELECT device_no FROM fix_block WHERE device_no = :device LIMIT 1"),
              Map.of("device", device));
          retention.deleteDue();
          return null;
        });
    assertEquals(720, positions());
    assertEquals(0, derived("kept_route"));
    assertEquals(0, audited());
    retention.deleteDue();
    assertEquals(0, positions());
    assertEquals(1, derived("kept_route"));
  }

  @Test
  void whatComesLateForADeletedDayGoesTooAndChangesNothing() {
    passes(91);
    VehicleDay before = tracks.getDay(LEADER, vehicle, day);
    retention.deleteDue();
    Track kept = route();
    append(List.of(fix(at("15:00"), -8.4, 116.7, 20), fix(at("15:01"), -8.39, 116.7, 20)));
    assertEquals(2, positions(), "what a tracker is told is stored, is");
    tracks.deriveDue();
    assertEquals(before, tracks.getDay(LEADER, vehicle, day));
    retention.deleteDue();
    assertEquals(0, positions());
    assertEquals(kept.size(), route().size());
    assertEquals(2, audited(), "both were told");
  }

  @Test
  void tripsGoLaterAndTheKilometresOfADayLast() {
    passes(300);
    retention.deleteDue();
    assertEquals(1, derived("trip"));
    assertEquals(1, derived("kept_route"));
    passes(301);
    retention.deleteDue();
    for (String table : List.of("trip", "stop", "track_gap", "area_crossing", "kept_route")) {
      assertEquals(0, derived(table), table);
    }
    assertEquals(1, derived("vehicle_day"));
    passes(501);
    retention.deleteDue();
    assertEquals(0, derived("vehicle_day"));
    assertEquals(0, derived("visit_due"), "or its visits would be found no longer");
    assertEquals(0, derived("alert_due"));
  }

  @Test
  void whatTrackersToldAndWhatCouldNotBeReadGoesToo() {
    db.asService(
        session -> {
          session.change(
              Sql.of(
                  """
                  INSERT INTO device_event (device_no, epoch, seq, event_time, received_at, kind, details)
                  VALUES (:device, 7, 9001, :at, :at, 'idle-start', '{}')
                  """),
              Map.of("device", device, "at", at("08:00")));
          session.change(
              Sql.of(
                  """
                  INSERT INTO dead_letter (first_at, received_at, device_no, topic, reason, bytes, payload, digest)
                  VALUES (:at, :at, :device, 't', 'r', 1, '\\x00', CAST(CAST(:device AS text) AS bytea))
                  """),
              Map.of("device", device, "at", at("08:00")));
          return null;
        });
    String letters =
        "dead_letter WHERE device_no = :device AND :vehicle <> 0 AND CAST(:day AS date) IS NOT NULL";
    String events = letters.replace("dead_letter", "device_event");
    passes(90);
    retention.deleteDue();
    assertEquals(1, count(letters));
    passes(91);
    retention.deleteDue();
    assertEquals(0, count(letters));
    assertEquals(1, count(events));
    passes(301);
    retention.deleteDue();
    assertEquals(0, count(events));
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new RetentionSettings(61, 300, 500));
    assertThrows(IllegalArgumentException.class, () -> new RetentionSettings(400, 300, 500));
    assertThrows(IllegalArgumentException.class, () -> new RetentionSettings(90, 600, 500));
    assertThrows(IllegalArgumentException.class, () -> new RetentionSettings(90, 300, 40_000));
  }
}
