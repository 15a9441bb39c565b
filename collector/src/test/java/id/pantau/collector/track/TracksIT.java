package id.pantau.collector.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.db.Db;
import id.pantau.collector.db.DbSettings;
import id.pantau.collector.db.Row;
import id.pantau.collector.db.Sql;
import id.pantau.collector.db.TestDb;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.region.Region;
import id.pantau.collector.scope.Role;
import id.pantau.collector.scope.Viewer;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TracksIT {
  /** 10:00 in Lombok. In the past: partitions far ahead of the database's clock are refused. */
  private static final Instant NOW = Instant.parse("2025-11-25T02:00:00Z");

  private static final LocalDate TODAY = LocalDate.parse("2025-11-25");
  private static final Instant MIDNIGHT = Instant.parse("2025-11-24T16:00:00Z");
  private static final long EPOCH = 77;

  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final DbSettings settings = TestDb.freshSettings();
  private Db db;
  private Region region;
  private Fleet fleet;
  private Tracks tracks;
  private int vehicle;
  private int device;

  @BeforeEach
  void open() {
    db = Db.open(settings);
    region = Region.open(db, "lombok-timur", now::get);
    fleet = new Fleet(db, region, now::get);
    tracks = new Tracks(db, fleet, region, now::get, Duration.ZERO);
    now.set(NOW.minus(Duration.ofDays(100)));
    vehicle = vehicleOf("dikes");
    now.set(NOW);
    fleet.startRide(new DeviceId("trk-1"), vehicle, NOW.minus(Duration.ofDays(90)));
    device = fleet.deviceNo(new DeviceId("trk-1"));
  }

  @AfterEach
  void close() {
    db.close();
  }

  private int vehicleOf(String opd) {
    int id = region.findOpd(opd).orElseThrow().id();
    return fleet.addVehicle(
        new NewVehicle(
            "DR 1 L", "Mobil", "car", "service", id, Optional.empty(), Optional.empty()));
  }

  private Viewer viewer(Role role, String opd) {
    OptionalInt id =
        opd.isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of(region.findOpd(opd).orElseThrow().id());
    return new Viewer(1, "somebody", "Somebody", role, id, Locale.of("id"));
  }

  private Viewer leader() {
    return viewer(Role.LEADER, "");
  }

  private static List<ReceivedFix> received(int device, List<Fix> fixes, Instant at) {
    var received = new ArrayList<ReceivedFix>();
    for (int i = 0; i < fixes.size(); i++) {
      received.add(new ReceivedFix(device, EPOCH, i + 1, fixes.get(i), at));
    }
    return received;
  }

  private long append(List<ReceivedFix> fixes) {
    tracks.prepare(tracks.daysOf(fixes), false);
    Tracks.Appended appended = db.asService(session -> tracks.append(session, fixes));
    tracks.show(appended);
    return appended.stored();
  }

  private long append(Drive drive) {
    return append(received(device, drive.fixes(), now.get()));
  }

  private long count(String from) {
    return db.asService(s -> s.get(Sql.of("SELECT count(*) AS n FROM " + from), Map.of()))
        .getLong("n");
  }

  /** Three days with trips, stops, nights in between, and a trip over midnight. */
  private static Drive threeDays() {
    Drive drive = Drive.startAt(MIDNIGHT.minus(Duration.ofDays(2)).plus(Duration.ofHours(8)));
    drive.every(Duration.ofSeconds(20));
    drive.north(4_000, 11).stand(Duration.ofMinutes(25), 4).east(3_000, 9);
    drive.silent(Duration.ofHours(20)).south(4_000, 11).stand(Duration.ofMinutes(12), 4);
    drive.silent(Duration.between(drive.now(), MIDNIGHT.minus(Duration.ofMinutes(5))));
    return drive.north(8_000, 11).stand(Duration.ofMinutes(40), 4).east(2_000, 9);
  }

  private String derived() {
    tracks.deriveDue();
    return db.asService(
        s ->
            s
                .list(
                    Sql.of(
                        "SELECT 'day ' || (to_jsonb(d) - 'derived_at')::text AS line FROM"
                            + " vehicle_day d UNION ALL SELECT 'trip ' || t::text FROM trip t UNION"
                            + " ALL SELECT 'stop ' || t::text FROM stop t UNION ALL SELECT 'gap ' ||"
                            + " g::text FROM track_gap g ORDER BY 1"),
                    Map.of())
                .stream()
                .map(row -> row.getText("line"))
                .collect(java.util.stream.Collectors.joining("\n")));
  }

  @Test
  void theSameFixesGiveTheSameDaysInWhateverOrderAndHoweverOftenTheyCome() {
    List<ReceivedFix> all = received(device, threeDays().fixes(), NOW);
    assertEquals(all.size(), append(all));
    String inOrder = derived();
    assertTrue(inOrder.lines().filter(line -> line.startsWith("day")).count() >= 3, inOrder);
    for (int round = 0; round < 4; round++) {
      long seed = System.nanoTime();
      System.out.println("seed=" + seed);
      for (String table :
          List.of(
              "fix_block", "stored_seq", "vehicle_day", "trip", "stop", "track_gap", "dirty_day")) {
        db.asService(s -> s.change(Sql.of("DELETE FROM " + table), Map.of()));
      }
      var random = new Random(seed);
      var shuffled = new ArrayList<>(all);
      Collections.shuffle(shuffled, random);
      for (int from = 0; from < shuffled.size(); ) {
        int to = Math.min(shuffled.size(), from + 1 + random.nextInt(120));
        append(shuffled.subList(from, to));
        if (random.nextInt(3) == 0) {
          append(shuffled.subList(Math.max(0, from - 30), to));
        }
        if (random.nextInt(2) == 0) {
          tracks.deriveDue();
        }
        from = to;
      }
      assertEquals(inOrder, derived(), "seed=" + seed);
    }
    assertEquals(0, count("dirty_day"));
  }

  @Test
  void aRecordSentAgainIsNotStoredAgainNorIsItsDayDerivedAgain() {
    Drive drive = threeDays();
    append(drive);
    tracks.deriveDue();
    assertEquals(0, append(drive));
    assertEquals(0, count("dirty_day"));
    assertEquals(drive.fixes().size(), count("fix"));
  }

  @Test
  void theNewestPositionIsNeverTurnedBack() {
    Drive drive = Drive.startAt(NOW.minus(Duration.ofHours(1))).north(20_000, 10);
    List<ReceivedFix> all = received(device, drive.fixes(), NOW);
    ReceivedFix newest = all.getLast();
    append(List.of(newest));
    append(all.subList(0, all.size() - 1));
    Row row =
        db.asService(s -> s.get(Sql.of("SELECT fix_time, seq FROM latest_position"), Map.of()));
    assertEquals(newest.fix().fixTime(), row.getInstant("fix_time"));
    assertEquals(newest.seq(), row.getLong("seq"));
    assertEquals(newest.fix().fixTime(), tracks.listPositions().getFirst().fixTime());
  }

  @Test
  void jumpsAreStoredButNotShown() {
    Instant start = NOW.minus(Duration.ofMinutes(30));
    append(Drive.startAt(start).north(1_000, 10));
    VehiclePosition before = tracks.listPositions().getFirst();
    Drive jumps = Drive.startAt(start.plus(Duration.ofMinutes(10)));
    jumps.flags(Fix.FLAG_JUMP).fix().silent(Duration.ofSeconds(9)).fix();
    append(numbered(1, jumps.fixes()));
    assertEquals(2, count("fix WHERE flags & 4 <> 0"));
    assertEquals(before.fixTime(), tracks.listPositions().getFirst().fixTime());
    assertEquals(1_000, tracks.getDay(leader(), vehicle, TODAY).distanceM(), 60);
  }

  /** As another journal of the same tracker. */
  private List<ReceivedFix> numbered(int journal, List<Fix> fixes) {
    return received(device, fixes, now.get()).stream()
        .map(f -> new ReceivedFix(device, EPOCH + journal, f.seq(), f.fix(), now.get()))
        .toList();
  }

  private static List<Fix> privateDrive(Instant from) {
    return Drive.startAt(from).flags(Fix.FLAG_PRIVATE).north(3_000, 10).fixes();
  }

  private void allowPrivateMode() {
    db.asService(
        s -> s.change(Sql.of("UPDATE vehicle SET private_mode = true WHERE id > 0"), Map.of()));
  }

  @Test
  void ofAPrivateDriveOnlyItsTimeIsStored() {
    allowPrivateMode();
    Instant evening = MIDNIGHT.minus(Duration.ofHours(5));
    append(Drive.startAt(evening).north(1_000, 10));
    VehiclePosition before = tracks.listPositions().getFirst();
    List<Fix> secret = privateDrive(evening.plus(Duration.ofMinutes(10)));
    Instant begins = secret.getFirst().fixTime();
    // In two batches, the second first, and one of them twice.
    List<ReceivedFix> records = numbered(1, secret);
    int half = records.size() / 2;
    append(records.subList(half, records.size()));
    assertEquals(half, append(records.subList(0, half)));
    assertEquals(0, append(records), "they are named to the tracker, and not new");
    assertEquals(0, count("fix WHERE flags & 16 <> 0"));
    assertEquals(0, count("device_twin"), "what is stored nowhere is no sign of a copied card");
    assertEquals(1, count("private_time WHERE allowed AND fix_count = " + secret.size()));
    VehiclePosition hidden = tracks.listPositions().getFirst();
    assertEquals(VehicleState.PRIVATE, hidden.state());
    assertEquals(begins, hidden.stateSince());
    assertEquals(before.at(), hidden.at(), "where it was before");
    assertEquals(Track.UNKNOWN, hidden.speedDms());
    var restarted = new Tracks(db, fleet, region, now::get, Duration.ofDays(1));
    restarted.start();
    assertEquals(hidden, restarted.listPositions().getFirst());
    restarted.close();
    append(numbered(2, Drive.startAt(evening.plus(Duration.ofHours(1))).north(100, 10).fixes()));
    assertNotEquals(VehicleState.PRIVATE, tracks.listPositions().getFirst().state());
    VehicleDay day = tracks.getDay(leader(), vehicle, TODAY.minusDays(1));
    assertEquals(1_000, day.distanceM(), 150, "private km are not counted");
    assertEquals(1, day.gaps().size());
    assertTrue(day.isHidden(day.gaps().getFirst()), "it was not lost");
    var lost = new Gap(evening.minusSeconds(600), evening.minusSeconds(60));
    assertFalse(day.isHidden(lost));
  }

  @Test
  void thePrivateModeHidesNothingWhereItMayNotBeUsed() {
    Instant evening = MIDNIGHT.minus(Duration.ofHours(5));
    List<Fix> forbidden = privateDrive(evening);
    append(numbered(1, forbidden));
    assertEquals(forbidden.size(), count("fix WHERE flags & 16 = 0"), "not by this vehicle");
    allowPrivateMode();
    List<Fix> atWork = privateDrive(NOW.minus(Duration.ofMinutes(30)));
    append(numbered(2, atWork));
    assertEquals(forbidden.size() + atWork.size(), count("fix WHERE flags & 16 = 0"), "at work");
    assertEquals(2, count("private_time WHERE NOT allowed"));
    assertEquals(0, count("private_time WHERE allowed"));
    VehiclePosition shown = tracks.listPositions().getFirst();
    assertEquals(atWork.getLast().fixTime(), shown.fixTime());
    assertEquals(VehicleState.MOVING, shown.state());
  }

  @Test
  void whatIsStoredIsWhatCame() {
    var fixes = new ArrayList<Fix>();
    var random = new Random(5);
    for (int i = 0; i < 500; i++) {
      fixes.add(
          new Fix(
              NOW.minusMillis(1_000_003L * i),
              new id.pantau.wire.LatLon(
                  Math.round((random.nextDouble() * 180 - 90) * 1e6) / 1e6,
                  Math.round((random.nextDouble() * 360 - 180) * 1e6) / 1e6),
              i % 2 == 0 ? Fix.Mode.FIX_2D : Fix.Mode.FIX_3D,
              i % 5 == 0 ? Double.NaN : Math.round(random.nextDouble() * 2_000) / 10.0,
              i % 7 == 0 ? Double.NaN : random.nextInt(360),
              i % 11 == 0 ? Double.NaN : random.nextInt(21_000) - 1_000,
              i % 13 == 0 ? Double.NaN : random.nextInt(999) / 10.0,
              random.nextInt(101) - 1,
              random.nextInt(Fix.ALL_FLAGS + 1) & ~Fix.FLAG_PRIVATE));
    }
    append(received(device, fixes, NOW));
    List<Row> rows =
        db.asService(
            s ->
                s.list(
                    Sql.of("SELECT *, ST_Y(geom) AS lat, ST_X(geom) AS lon FROM fix ORDER BY seq"),
                    Map.of()));
    for (int i = 0; i < fixes.size(); i++) {
      Row row = rows.get(i);
      Fix stored =
          new Fix(
              row.getInstant("fix_time"),
              new id.pantau.wire.LatLon(row.getDouble("lat"), row.getDouble("lon")),
              row.getInt("mode") == 2 ? Fix.Mode.FIX_2D : Fix.Mode.FIX_3D,
              row.findDouble("speed_dms").stream().map(v -> v / 10).findAny().orElse(Double.NaN),
              row.findDouble("course_deg").orElse(Double.NaN),
              row.findDouble("altitude_m").orElse(Double.NaN),
              row.findDouble("hdop_tenths").stream().map(v -> v / 10).findAny().orElse(Double.NaN),
              row.findInt("satellites").orElse(-1),
              row.getInt("flags"));
      assertEquals(fixes.get(i), stored);
    }
  }

  @Test
  void aDayLongAgoGetsItsPartitionWhenItIsNeeded() {
    assertEquals(0, count("pg_class WHERE relname = 'fix_block_20260301'"));
    append(Drive.startAt(Instant.parse("2026-03-01T02:00:00Z")).fix());
    assertEquals(1, count("pg_class WHERE relname = 'fix_block_20260301'"));
    assertEquals(1, count("fix"));
  }

  @Test
  void aPartitionThatSomebodyDroppedIsMadeAgainOnceItWasForgotten() throws Exception {
    append(Drive.startAt(NOW.minusSeconds(60)).fix());
    try (var owner =
            java.sql.DriverManager.getConnection(
                settings.url(), settings.owner().user(), settings.owner().password());
        var statement = owner.createStatement()) {
      statement.execute("DROP TABLE fix_block_20251125");
    }
    List<ReceivedFix> more =
        List.of(
            new ReceivedFix(device, EPOCH, 9, Drive.startAt(NOW).fix().fixes().getFirst(), NOW));
    assertThrows(RuntimeException.class, () -> append(more));
    tracks.forgetPartitions(List.of(TODAY));
    assertEquals(1, append(more));
  }

  @Test
  void manyWhoNeedTheSameNewDayAtOnceAllGetIt() {
    int days = 20;
    for (int i = 0; i < days; i++) {
      LocalDate day = LocalDate.of(2024, 5, 1).plusDays(i);
      List<Boolean> made =
          IntStream.range(0, 4)
              .parallel()
              .mapToObj(
                  n ->
                      db.asService(
                          s ->
                              s.get(
                                      Sql.of(
                                          "SELECT ensure_fix_partition(CAST(:day AS date)) AS made"),
                                      Map.of("day", day))
                                  .getBoolean("made")))
              .toList();
      assertEquals(1, Collections.frequency(made, true), made.toString());
    }
  }

  @Test
  void nobodyMakesPartitionsForNonsense() {
    assertThrows(
        RuntimeException.class, () -> tracks.prepare(List.of(LocalDate.of(2019, 1, 1)), false));
    assertThrows(RuntimeException.class, () -> tracks.prepare(List.of(TODAY.plusYears(9)), false));
  }

  @Test
  void aDayIsFreshForWhoeverReadsItAlsoBeforeTheWorkerCame() {
    append(Drive.startAt(MIDNIGHT.plus(Duration.ofHours(7))).north(3_000, 10));
    assertEquals(3_000, tracks.getDay(leader(), vehicle, TODAY).distanceM(), 60);
    append(
        received(
                device,
                Drive.startAt(MIDNIGHT.plus(Duration.ofHours(8)))
                    .stand(Duration.ofMinutes(5), 2)
                    .east(2_000, 10)
                    .fixes(),
                NOW)
            .stream()
            .map(f -> new ReceivedFix(device, EPOCH + 1, f.seq(), f.fix(), NOW))
            .toList());
    VehicleDay day = tracks.getDay(leader(), vehicle, TODAY);
    assertEquals(5_000, day.distanceM(), 2_000);
    assertEquals(2, day.trips().size());
    assertTrue(day.stops().getFirst().place().isPresent(), "the stop has a name");
    assertEquals(
        List.of(TODAY),
        tracks.listDays(leader(), vehicle, YearMonth.of(2025, 11)).stream()
            .map(VehicleDay.Summary::date)
            .toList());
  }

  @Test
  void anotherAgencySeesNeitherTheDayNorTheRoute() {
    append(Drive.startAt(MIDNIGHT.plus(Duration.ofHours(7))).north(3_000, 10));
    Viewer theirs = viewer(Role.OPD_HEAD, "pupr");
    for (Viewer stranger : List.of(theirs, viewer(Role.TECHNICIAN, ""), viewer(Role.ADMIN, ""))) {
      assertEquals(Optional.empty(), tracks.findTrack(stranger, vehicle, TODAY));
      assertEquals(0, tracks.getDay(stranger, vehicle, TODAY).trips().size());
      assertEquals(List.of(), tracks.listPositions(stranger));
      assertEquals(List.of(), tracks.listDays(stranger, vehicle, YearMonth.of(2025, 11)));
    }
    Viewer head = viewer(Role.OPD_HEAD, "dikes");
    assertTrue(tracks.findTrack(head, vehicle, TODAY).isPresent());
    assertEquals(1, tracks.getDay(head, vehicle, TODAY).trips().size());
    assertEquals(1, tracks.listPositions(head).size());
  }

  @Test
  void peopleCannotReadFixesPastTheDoor() {
    append(Drive.startAt(NOW.minusSeconds(60)).fix());
    for (String sql :
        List.of(
            "SELECT count(*) AS n FROM fix",
            "SELECT count(*) AS n FROM fix_block_20251125",
            "SELECT count(*) AS n FROM latest_position",
            "SELECT length(packed_track(1, now() - interval '1 year', now())) AS n")) {
      assertThrows(
          RuntimeException.class, () -> db.as(leader(), s -> s.get(Sql.of(sql), Map.of())), sql);
    }
  }

  @Test
  void aVehicleThatChangesItsAgencyLeavesItsPastWithTheFirst() {
    append(Drive.startAt(MIDNIGHT.minus(Duration.ofHours(9))).north(3_000, 10));
    append(
        received(
                device,
                Drive.startAt(MIDNIGHT.plus(Duration.ofHours(7))).north(900, 10).fixes(),
                NOW)
            .stream()
            .map(f -> new ReceivedFix(device, EPOCH + 1, f.seq(), f.fix(), NOW))
            .toList());
    tracks.deriveDue();
    db.asService(
        s ->
            s.change(
                Sql.of(
                    "INSERT INTO vehicle_keeper (vehicle_id, opd_id, since) VALUES (:v, :o,"
                        + " CAST(:at AS timestamptz))"),
                Map.of(
                    "v", vehicle,
                    "o", region.findOpd("pupr").orElseThrow().id(),
                    "at", MIDNIGHT.plus(Duration.ofHours(1)))));
    Viewer before = viewer(Role.OPD_HEAD, "dikes");
    Viewer after = viewer(Role.OPD_HEAD, "pupr");
    LocalDate yesterday = TODAY.minusDays(1);
    assertEquals(1, tracks.getDay(before, vehicle, yesterday).trips().size());
    assertEquals(0, tracks.getDay(before, vehicle, TODAY).trips().size());
    assertEquals(0, tracks.getDay(after, vehicle, yesterday).trips().size());
    assertEquals(1, tracks.getDay(after, vehicle, TODAY).trips().size());
    assertTrue(tracks.findTrack(after, vehicle, yesterday).isEmpty());
  }

  @Test
  void aTrackerThatNobodyAssignedIsKeptAndFoundWhenItIs() {
    int stray = fleet.deviceNo(new DeviceId("trk-stray"));
    int other = vehicleOf("dikes");
    Drive drive = Drive.startAt(MIDNIGHT.plus(Duration.ofHours(7))).north(3_000, 10);
    append(received(stray, drive.fixes(), NOW));
    tracks.deriveDue();
    assertEquals(List.of(), tracks.listPositions());
    assertEquals(0, count("dirty_day"));
    fleet.startRide(new DeviceId("trk-stray"), other, MIDNIGHT);
    assertEquals(1, tracks.listPositions().size());
    assertEquals(3_000, tracks.getDay(leader(), other, TODAY).distanceM(), 60);
  }

  @Test
  void aTrackerThatRodeElsewhereTakesItsKilometresAlong() {
    append(Drive.startAt(MIDNIGHT.plus(Duration.ofHours(7))).north(3_000, 10));
    tracks.deriveDue();
    assertEquals(1, count("vehicle_day"));
    int other = vehicleOf("dikes");
    fleet.startRide(new DeviceId("trk-1"), other, MIDNIGHT.plus(Duration.ofHours(2)));
    tracks.deriveDue();
    assertEquals(0, tracks.getDay(leader(), vehicle, TODAY).trips().size());
    assertEquals(1, tracks.getDay(leader(), other, TODAY).trips().size());
    assertEquals(1, count("vehicle_day"));
  }

  @Test
  void saysWhatAVehicleDoesAndSinceWhen() {
    Drive drive = Drive.startAt(NOW.minus(Duration.ofMinutes(20))).north(3_000, 10);
    append(drive);
    now.set(drive.now());
    VehiclePosition moving = tracks.listPositions().getFirst();
    assertEquals(VehicleState.MOVING, moving.state());
    assertEquals(36, moving.speedKmh());
    Instant arrived = drive.now();
    drive.stand(Duration.ofSeconds(60), 2);
    append(drive);
    now.set(drive.now());
    VehiclePosition idle = tracks.listPositions().getFirst();
    assertEquals(VehicleState.IDLE, idle.state());
    assertEquals(0, Duration.between(arrived, idle.stateSince()).toSeconds(), 6);
    now.set(arrived.plus(Duration.ofMinutes(4)));
    assertEquals(VehicleState.PARKED, tracks.listPositions().getFirst().state());
    now.set(NOW.plus(Duration.ofMinutes(69))); // all of it was received NOW
    assertEquals(VehicleState.PARKED, tracks.listPositions().getFirst().state());
    now.set(NOW.plus(Duration.ofMinutes(71)));
    assertEquals(VehicleState.SILENT, tracks.listPositions().getFirst().state());
    tracks.heard(device, now.get());
    assertEquals(VehicleState.PARKED, tracks.listPositions().getFirst().state());
  }

  @Test
  void whereNoPreviewComesThatWasDueTheVehicleHasGoneStraightOnOnce() {
    Fix east =
        new Fix(
            NOW,
            new LatLon(-8.65, 116.53),
            Fix.Mode.FIX_3D,
            10,
            90,
            Double.NaN,
            Double.NaN,
            Fix.UNKNOWN_SATELLITES,
            0);
    assertTrue(tracks.preview(device, east, NOW));
    now.set(NOW.plusSeconds(13));
    assertEquals(east.at(), tracks.listPositions().getFirst().at(), "it may still come");
    now.set(NOW.plusSeconds(14));
    VehiclePosition filledIn = tracks.listPositions().getFirst();
    assertEquals(NOW.plusSeconds(13), filledIn.fixTime());
    assertEquals(130, filledIn.at().distanceM(east.at()), 1);
    assertEquals(90, east.at().bearingDeg(filledIn.at()), 1);
    now.set(NOW.plusSeconds(120));
    assertEquals(filledIn.at(), tracks.listPositions().getFirst().at(), "and no farther");
    now.set(NOW.plus(Duration.ofMinutes(6)));
    assertEquals(VehicleState.SILENT, tracks.listPositions().getFirst().state());
    assertFalse(tracks.preview(device, east, now.get()), "it is not newer");
    assertEquals(0, count("latest_position"));
    append(received(device, List.of(east), NOW)); // a record is not drawn on
    assertEquals(1, count("latest_position"));
  }

  @Test
  void whoStandsOrHasNoCourseIsWhereItWas() {
    Fix stands =
        new Fix(
            NOW,
            new LatLon(-8.65, 116.53),
            Fix.Mode.FIX_3D,
            0.4,
            90,
            Double.NaN,
            Double.NaN,
            Fix.UNKNOWN_SATELLITES,
            0);
    tracks.preview(device, stands, NOW);
    now.set(NOW.plusSeconds(60));
    assertEquals(NOW, tracks.listPositions().getFirst().fixTime());
  }

  @Test
  void theWholeDayKnowsBetterSinceWhenItStands() {
    Drive before = Drive.startAt(NOW.minus(Duration.ofHours(2))).stand(Duration.ofMinutes(10), 2);
    append(before);
    // Came back to the same place; the live lane tells first, the drive in between comes later.
    Drive drive = Drive.startAt(NOW.minus(Duration.ofMinutes(100)));
    drive.north(3_000, 10).south(3_000, 10);
    Instant back = drive.now();
    drive.stand(Duration.ofMinutes(15), 2);
    List<ReceivedFix> later =
        received(device, drive.fixes(), NOW).stream()
            .map(f -> new ReceivedFix(device, EPOCH + 1, f.seq(), f.fix(), NOW))
            .toList();
    append(List.of(later.getLast()));
    assertEquals(
        NOW.minus(Duration.ofHours(2)).plusSeconds(5),
        tracks.listPositions().getFirst().stateSince());
    append(later);
    tracks.deriveDue();
    Instant since = tracks.listPositions().getFirst().stateSince();
    assertEquals(0, Duration.between(back, since).toSeconds(), 15);
  }

  @Test
  void afterARestartTheNewestPositionsAreStillThere() {
    append(Drive.startAt(NOW.minus(Duration.ofMinutes(20))).north(3_000, 10));
    List<VehiclePosition> before = tracks.listPositions();
    var again = new Tracks(db, fleet, region, now::get, Duration.ZERO);
    again.start();
    assertEquals(before, again.listPositions());
    again.close();
  }
}
