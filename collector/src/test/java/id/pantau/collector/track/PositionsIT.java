package id.pantau.collector.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.db.Row;
import id.pantau.collector.db.Sql;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where vehicles are now. */
class PositionsIT extends TrackBed {
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
    List<ReceivedFix> later = numbered(1, drive.fixes());
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
