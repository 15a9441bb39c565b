package id.pantau.agent.driving;

import id.pantau.wire.DeviceEvent;
import id.pantau.wire.EventKind;
import id.pantau.wire.Fix;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Harsh braking and acceleration from the speed of the satellites, about once a second: blind to
 * what is over within a second and to cornering, and the event says where its number is from. A
 * change of speed counts only when the fix after it does not take it back.
 */
final class Harsh {
  /** Below a slow run a speed is too uncertain. */
  private static final double MIN_SPEED_MS = 10 / 3.6;

  private static final double MAX_HDOP = 3;
  private static final int MIN_SATELLITES = 5;

  /** How much of the change may be taken back by the next fix. */
  private static final double TAKEN_BACK = 0.3;

  /** One manoeuvre is told once. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final DrivingSettings settings;
  private @Nullable Fix last;
  private @Nullable Change candidate;
  private Instant quietUntil = Instant.MIN;

  private record Change(EventKind kind, Fix from, Fix to, double ms2) {}

  Harsh(DrivingSettings settings) {
    this.settings = settings;
  }

  Optional<DeviceEvent> accept(Moment moment) {
    Fix fix = moment.fix();
    Fix before = last;
    last = isExact(fix) ? fix : null;
    Change change = candidate;
    candidate = null;
    if (before == null || last == null || !moment.followsOn(before)) {
      return Optional.empty();
    }
    if (change != null) {
      if (!isKept(change, fix)) {
        return Optional.empty(); // A slip of the receiver, and this is its way back.
      }
      quietUntil = fix.fixTime().plus(PAUSE);
      return Optional.of(event(change));
    }
    if (!fix.fixTime().isBefore(quietUntil)) {
      candidate = change(before, fix, moment.secondsAfter(before.fixTime()));
    }
    return Optional.empty();
  }

  private static boolean isExact(Fix fix) {
    boolean fewSatellites =
        fix.satellites() != Fix.UNKNOWN_SATELLITES && fix.satellites() < MIN_SATELLITES;
    return !Double.isNaN(fix.speedMs()) && !(fix.hdop() > MAX_HDOP) && !fewSatellites;
  }

  private @Nullable Change change(Fix before, Fix fix, double seconds) {
    double ms2 = (fix.speedMs() - before.speedMs()) / seconds;
    if (ms2 <= -settings.brakingMs2() && before.speedMs() >= MIN_SPEED_MS) {
      return new Change(EventKind.HARSH_BRAKING, before, fix, ms2);
    }
    if (ms2 >= settings.accelerationMs2() && fix.speedMs() >= MIN_SPEED_MS) {
      return new Change(EventKind.HARSH_ACCELERATION, before, fix, ms2);
    }
    return null;
  }

  private static boolean isKept(Change change, Fix after) {
    double changed = change.to.speedMs() - change.from.speedMs();
    double takenBack = (change.to.speedMs() - after.speedMs()) / changed;
    return takenBack < TAKEN_BACK;
  }

  private static DeviceEvent event(Change change) {
    return new DeviceEvent(
        change.kind,
        change.to.fixTime(),
        change.to.at(),
        Map.of(
            "acceleration-ms2", Moment.tenths(change.ms2),
            "from-kmh", Moment.whole(change.from.speedMs() * 3.6),
            "to-kmh", Moment.whole(change.to.speedMs() * 3.6),
            "source", "gnss-1hz"));
  }

  void reset() {
    last = null;
    candidate = null;
  }
}
