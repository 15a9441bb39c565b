package id.pantau.agent.driving;

import id.pantau.wire.DeviceEvent;
import id.pantau.wire.EventKind;
import id.pantau.wire.LatLon;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fence around the place where the vehicle was parked: whoever leaves it with the ignition off is
 * being towed, carried, or pushed. Never told where the ignition is not wired.
 */
final class Tow {
  /** A receiver that comes out of a garage may be far off for a moment. */
  private static final int FIXES = 3;

  private final DrivingSettings settings;
  private @Nullable LatLon fence;
  private int outside;

  Tow(DrivingSettings settings) {
    this.settings = settings;
  }

  Optional<DeviceEvent> accept(Moment moment) {
    if (!moment.isIgnitionOff()) {
      reset();
      return Optional.empty();
    }
    LatLon parked = moment.parkedAt();
    LatLon center = fence == null ? parked : fence;
    fence = center;
    if (center == null) {
      return Optional.empty();
    }
    double metres = moment.fix().at().distanceM(center);
    outside = metres > settings.fenceM() ? outside + 1 : 0;
    if (outside < FIXES) {
      return Optional.empty();
    }
    reset();
    return Optional.of(
        moment.event(
            EventKind.TOW,
            Map.of(
                "distance-m", Moment.whole(metres),
                "fence-m", Moment.whole(settings.fenceM()),
                "speed-kmh",
                    Double.isNaN(moment.fix().speedMs())
                        ? "unknown"
                        : Moment.whole(moment.fix().speedMs() * 3.6))));
  }

  void reset() {
    fence = null;
    outside = 0;
  }
}
