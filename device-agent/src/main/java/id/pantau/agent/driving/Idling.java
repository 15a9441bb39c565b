package id.pantau.agent.driving;

import id.pantau.wire.DeviceEvent;
import id.pantau.wire.EventKind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standing with the engine on; never told where the ignition is not wired. */
final class Idling {
  private final DrivingSettings settings;
  private @Nullable Instant since;
  private boolean told;

  Idling(DrivingSettings settings) {
    this.settings = settings;
  }

  Optional<DeviceEvent> accept(Moment moment) {
    if (!moment.isParked() || !moment.isIgnitionOn()) {
      reset();
      return Optional.empty();
    }
    Instant begin = since;
    if (begin == null) {
      since = moment.time();
      return Optional.empty();
    }
    if (told || moment.time().isBefore(begin.plus(settings.idlingAfter()))) {
      return Optional.empty();
    }
    told = true;
    return Optional.of(
        moment.event(
            EventKind.IDLING, Map.of("seconds", Moment.whole(moment.secondsAfter(begin)))));
  }

  void reset() {
    since = null;
    told = false;
  }
}
