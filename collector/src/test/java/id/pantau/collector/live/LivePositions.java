package id.pantau.collector.live;

import id.pantau.collector.track.VehicleState;
import id.pantau.wire.LatLon;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Invented positions, and how they are sent. */
final class LivePositions {
  static final Instant START = Instant.parse("2026-11-25T01:00:00Z");

  private LivePositions() {}

  /** As fast as its number, so that the rows of two vehicles differ in length. */
  static LivePosition at(int vehicle, int second) {
    return new LivePosition(
        vehicle,
        new LatLon(-8.65, 116.53),
        vehicle,
        90,
        VehicleState.MOVING,
        START.plusSeconds(second),
        START);
  }

  static PositionRows rows(LivePosition... positions) {
    return PositionRows.of(List.of(positions));
  }

  static String json(PositionRows rows) {
    return new String(rows.json(), StandardCharsets.US_ASCII);
  }

  static String json(LivePosition... positions) {
    return json(rows(positions));
  }
}
