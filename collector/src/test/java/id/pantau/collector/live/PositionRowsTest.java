package id.pantau.collector.live;

import static id.pantau.collector.live.LivePositions.at;
import static id.pantau.collector.live.LivePositions.json;
import static id.pantau.collector.live.LivePositions.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.track.VehicleState;
import id.pantau.wire.LatLon;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PositionRowsTest {

  private static BitSet vehicles(int... ids) {
    var set = new BitSet();
    for (int id : ids) {
      set.set(id);
    }
    return set;
  }

  private static void assertSameRows(PositionRows expected, PositionRows rows) {
    assertEquals(json(expected), json(rows));
    assertEquals(expected.count(), rows.count());
    // What was picked can be picked from again.
    assertEquals(json(expected.only(vehicles(100))), json(rows.only(vehicles(100))));
  }

  @Test
  void aViewerGetsOnlyTheRowsOfTheirVehicles() {
    PositionRows all = rows(at(7, 1), at(12, 2), at(100, 3), at(3_000, 4));
    assertSameRows(rows(at(7, 1)), all.only(vehicles(7)));
    assertSameRows(rows(at(12, 2), at(100, 3)), all.only(vehicles(12, 100, 8)));
    assertSameRows(rows(at(3_000, 4)), all.only(vehicles(3_000)));
    assertSame(all, all.only(vehicles(7, 12, 100, 3_000, 9_000)), "not written again");
    PositionRows none = all.only(vehicles());
    assertTrue(none.isEmpty());
    assertEquals("[]", json(none));
  }

  @Test
  void ofSeveralOnlyTheLastOfEachVehicleIsLeft() {
    PositionRows first = rows(at(7, 1), at(100, 1));
    PositionRows second = rows(at(12, 2), at(7, 2));
    PositionRows third = rows(at(12, 3));
    assertSameRows(
        rows(at(100, 1), at(7, 2), at(12, 3)), PositionRows.newest(List.of(first, second, third)));
    assertSame(first, PositionRows.newest(List.of(first)));
    assertSameRows(first, PositionRows.newest(List.of(PositionRows.NONE, first)));
    assertEquals("[]", json(PositionRows.newest(List.of(PositionRows.NONE, PositionRows.NONE))));
  }

  @Test
  void writesAPositionAsEightNumbers() {
    var p =
        new LivePosition(
            7,
            new LatLon(-8.05, 116.000001),
            -1,
            -1,
            VehicleState.PARKED,
            Instant.ofEpochMilli(1_000),
            Instant.ofEpochMilli(500));
    assertEquals("[[7,-8.050000,116.000001,-1,-1,1,1000,500]]", json(PositionRows.of(List.of(p))));
    var zero =
        new LivePosition(
            7,
            new LatLon(-0.0000001, 0.5),
            0,
            0,
            VehicleState.SILENT,
            Instant.ofEpochMilli(1),
            Instant.ofEpochMilli(1));
    assertEquals("[[7,0.000000,0.500000,0,0,0,1,1]]", json(PositionRows.of(List.of(zero))));
  }
}
