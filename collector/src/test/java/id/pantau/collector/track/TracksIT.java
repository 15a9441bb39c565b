package id.pantau.collector.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.db.Sql;
import id.pantau.collector.scope.Role;
import id.pantau.collector.scope.Viewer;
import id.pantau.wire.DeviceId;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The days of vehicles and who may see them, by the door. */
class TracksIT extends TrackBed {
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
                .collect(Collectors.joining("\n")));
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
  void aDayIsFreshForWhoeverReadsItAlsoBeforeTheWorkerCame() {
    append(Drive.startAt(MIDNIGHT.plus(Duration.ofHours(7))).north(3_000, 10));
    assertEquals(3_000, tracks.getDay(leader(), vehicle, TODAY).distanceM(), 60);
    Drive later = Drive.startAt(MIDNIGHT.plus(Duration.ofHours(8)));
    append(numbered(1, later.stand(Duration.ofMinutes(5), 2).east(2_000, 10).fixes()));
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
    append(numbered(1, Drive.startAt(MIDNIGHT.plus(Duration.ofHours(7))).north(900, 10).fixes()));
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
}
