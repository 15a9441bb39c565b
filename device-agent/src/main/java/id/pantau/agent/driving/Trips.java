package id.pantau.agent.driving;

import id.pantau.wire.DeviceEvent;
import id.pantau.wire.EventKind;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Start and end of a trip, with the odometer. For information at once: the trips of a day are
 * derived by the collector from the fixes.
 */
final class Trips {
  /** Faster than a receiver at rest and faster than anybody pushes. */
  private static final double DRIVING_MS = 1.5;

  private static final int DRIVING_FIXES = 3;

  private final DrivingSettings settings;
  private final Odometer odometer;

  private @Nullable Moment began;
  private double beganAtM;
  private double fastestMs;

  private int driving;

  private @Nullable Instant standingSince;
  private @Nullable Moment last;

  Trips(DrivingSettings settings, Odometer odometer) {
    this.settings = settings;
    this.odometer = odometer;
  }

  Optional<DeviceEvent> accept(Moment moment) {
    Moment before = last;
    last = moment;
    Moment start = began;
    if (start == null && !startsHere(moment, before)) {
      return Optional.empty();
    }
    if (start == null) {
      begin(moment);
    }
    odometer.add(before == null || moment.isParked() ? 0 : metres(before, moment));
    return start == null
        ? Optional.of(
            moment.event(EventKind.TRIP_START, Map.of("odometer-m", Moment.whole(beganAtM))))
        : under(moment, start);
  }

  /**
   * By the mean of the speeds where they are known, because places jitter and speeds of a receiver
   * do not; otherwise by the places.
   */
  private static double metres(Moment before, Moment moment) {
    LatLon parked = before.parkedAt();
    if (parked != null) {
      return parked.distanceM(moment.fix().at());
    }
    double mean = (before.fix().speedMs() + moment.fix().speedMs()) / 2;
    return moment.followsOn(before.fix()) && !Double.isNaN(mean)
        ? mean * moment.secondsAfter(before.time())
        : before.fix().at().distanceM(moment.fix().at());
  }

  /** Leaving a parking place is judged by the motion filter; else a few fixes must drive. */
  private boolean startsHere(Moment moment, @Nullable Moment before) {
    if (moment.isParked()) {
      driving = 0;
      return false;
    }
    if (before != null && before.isParked()) {
      return true;
    }
    driving = moment.fix().speedMs() >= DRIVING_MS ? driving + 1 : 0; // 0 for NaN
    return driving >= DRIVING_FIXES;
  }

  private void begin(Moment moment) {
    began = moment;
    beganAtM = odometer.metres();
    fastestMs = 0;
    driving = 0;
    standingSince = null;
  }

  private Optional<DeviceEvent> under(Moment moment, Moment start) {
    if (!moment.isParked()) {
      standingSince = null;
      if (moment.fix().speedMs() > fastestMs) {
        fastestMs = moment.fix().speedMs();
      }
      return Optional.empty();
    }
    Instant since = standingSince;
    if (since == null) {
      since = moment.time();
      standingSince = since;
    }
    boolean over =
        moment.isIgnitionOff() || !moment.time().isBefore(since.plus(settings.tripEndAfter()));
    if (!over) {
      return Optional.empty();
    }
    began = null;
    standingSince = null;
    odometer.save();
    return Optional.of(
        new DeviceEvent(
            EventKind.TRIP_END,
            since,
            moment.parkedAt(),
            Map.of(
                "distance-m", Moment.whole(odometer.metres() - beganAtM),
                "seconds", Long.toString(Duration.between(start.time(), since).toSeconds()),
                "fastest-kmh", Moment.whole(fastestMs * 3.6),
                "odometer-m", Moment.whole(odometer.metres()))));
  }

  /** Forgets the trip that is under way; the odometer stays. */
  void reset() {
    began = null;
    driving = 0;
    standingSince = null;
    last = null;
  }
}
