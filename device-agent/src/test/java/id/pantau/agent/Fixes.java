package id.pantau.agent;

import id.pantau.wire.DeviceEvent;
import id.pantau.wire.EventKind;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import id.pantau.wire.TrackCodec;
import java.time.Instant;
import java.util.Map;

/** What receivers say in tests. */
final class Fixes {
  private Fixes() {}

  /** Of a vehicle that drives straight north, eleven metres a second. */
  static Fix fix(int second) {
    return TrackCodec.rounded(
        new Fix(
            Instant.parse("2026-11-21T00:00:00Z").plusSeconds(second),
            new LatLon(-8.65 + second * 1e-4, 116.535),
            Fix.Mode.FIX_3D,
            11,
            0,
            100,
            0.9,
            9,
            0));
  }

  /** At one place, but for the metres by which a receiver wanders. */
  static Fix standing(int second) {
    return TrackCodec.rounded(
        new Fix(
            fix(second).fixTime(),
            new LatLon(-8.65 + second % 3 * 1e-5, 116.535),
            Fix.Mode.FIX_3D,
            0.2,
            Double.NaN,
            100,
            0.9,
            9,
            0));
  }

  static DeviceEvent panic() {
    return new DeviceEvent(EventKind.PANIC, fix(1).fixTime(), fix(1).at(), Map.of());
  }

  static boolean isPlaceOf(Fix fix, Fix preview) {
    return preview.fixTime().equals(fix.fixTime())
        && preview.at().equals(fix.at())
        && preview.speedMs() == fix.speedMs()
        && preview.courseDeg() == fix.courseDeg();
  }
}
