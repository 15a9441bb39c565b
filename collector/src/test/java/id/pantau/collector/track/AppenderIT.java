package id.pantau.collector.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.db.Row;
import id.pantau.collector.db.Sql;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is stored of what comes. */
class AppenderIT extends TrackBed {
  private static List<Fix> privateDrive(Instant from) {
    return Drive.startAt(from).flags(Fix.FLAG_PRIVATE).north(3_000, 10).fixes();
  }

  private void allowPrivateMode() {
    db.asService(
        s -> s.change(Sql.of("UPDATE vehicle SET private_mode = true WHERE id > 0"), Map.of()));
  }

  @Test
  void whatIsStoredIsWhatCame() {
    var fixes = new ArrayList<Fix>();
    var random = new Random(5);
    for (int i = 0; i < 500; i++) {
      fixes.add(
          new Fix(
              NOW.minusMillis(1_000_003L * i),
              new LatLon(
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
              new LatLon(row.getDouble("lat"), row.getDouble("lon")),
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
}
