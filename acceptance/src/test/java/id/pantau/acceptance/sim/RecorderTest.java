package id.pantau.acceptance.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.wire.Fix;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecorderTest {
  @Test
  void recordsADayInOrderDenseWhereItDrives() {
    var zone = ZoneId.of("Asia/Makassar");
    SimFleet fleet =
        SimFleet.create(new SimFleet.Settings(1, 6, zone, OfficeHours.on(day -> true), Map.of()));
    SimVehicle pickup = fleet.vehicles().get(3);
    Instant from = Instant.parse("2026-11-22T16:00:00Z");
    var fixes = new ArrayList<Fix>();
    new Recorder(fleet, Duration.ofSeconds(2))
        .record(pickup, from, from.plus(Duration.ofDays(1)), fixes::add);
    assertTrue(fixes.size() > 4_000 && fixes.size() < 25_000, fixes.size() + " fixes");
    int dense = 0;
    for (int i = 1; i < fixes.size(); i++) {
      Fix before = fixes.get(i - 1);
      Fix now = fixes.get(i);
      assertTrue(now.fixTime().isAfter(before.fixTime()));
      Duration step = Duration.between(before.fixTime(), now.fixTime());
      boolean drives = fleet.at(pickup, before.fixTime()).isMoving();
      if (drives && before.mode() == Fix.Mode.FIX_3D) {
        dense += step.getSeconds() <= 2 ? 1 : 0;
      }
      assertTrue(now.has(Fix.FLAG_IGNITION_KNOWN));
      assertEquals(fleet.at(pickup, now.fixTime()).ignitionOn(), now.has(Fix.FLAG_IGNITION_ON));
    }
    assertTrue(dense > 2_000, dense + " fixes while driving");
  }
}
