package id.pantau.agent.driving;

import id.pantau.wire.DeviceEvent;
import id.pantau.wire.EventKind;
import id.pantau.wire.Fix;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Told once when somebody has been too fast for a while, and again only after a slower time. */
final class Overspeed {
  private static final double KMH_OF_MS = 3.6;

  /** So much slower, so that a speed at the limit is one episode and not twenty. */
  private static final double SLOWER_KMH = 5;

  private final DrivingSettings settings;
  private @Nullable Instant since;
  private @Nullable Fix last;
  private double fastestKmh;
  private boolean told;

  Overspeed(DrivingSettings settings) {
    this.settings = settings;
  }

  Optional<DeviceEvent> accept(Moment moment) {
    double kmh = moment.fix().speedMs() * KMH_OF_MS;
    Fix before = last;
    last = moment.fix();
    if (before == null || !moment.followsOn(before)) {
      since = null; // Nobody knows how fast it was in between.
    }
    if (Double.isNaN(kmh)) {
      return Optional.empty();
    }
    if (kmh <= settings.overspeedKmh() - SLOWER_KMH) {
      reset();
      return Optional.empty();
    }
    if (told || kmh <= settings.overspeedKmh()) {
      since = told ? since : null; // Too fast without a pause, or nothing is said.
      return Optional.empty();
    }
    Instant begin = since;
    if (begin == null) {
      since = moment.time();
      fastestKmh = kmh;
      return Optional.empty();
    }
    fastestKmh = Math.max(fastestKmh, kmh);
    if (moment.time().isBefore(begin.plus(settings.overspeedAfter()))) {
      return Optional.empty();
    }
    told = true;
    return Optional.of(
        moment.event(
            EventKind.OVERSPEED,
            Map.of(
                "speed-kmh", Moment.whole(fastestKmh),
                "limit-kmh", Moment.whole(settings.overspeedKmh()),
                "seconds", Moment.whole(moment.secondsAfter(begin)))));
  }

  void reset() {
    since = null;
    told = false;
    fastestKmh = 0;
  }
}
