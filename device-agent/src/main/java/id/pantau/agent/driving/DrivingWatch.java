package id.pantau.agent.driving;

import id.pantau.wire.DeviceEvent;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at every fix that is believed, and tells what has happened. One thread. */
public final class DrivingWatch {
  private final Odometer odometer;
  private final Trips trips;
  private final Overspeed overspeed;
  private final Harsh harsh;
  private final Idling idling;
  private final Tow tow;

  public DrivingWatch(DrivingSettings settings, Odometer odometer) {
    this.odometer = odometer;
    this.trips = new Trips(settings, odometer);
    this.overspeed = new Overspeed(settings);
    this.harsh = new Harsh(settings);
    this.idling = new Idling(settings);
    this.tow = new Tow(settings);
  }

  /**
   * The next fix as the receiver gave it, with the flags of the board.
   *
   * @param parkedAt where the vehicle stands by the motion filter, or null while it moves
   */
  public List<DeviceEvent> accept(Fix fix, @Nullable LatLon parkedAt) {
    var moment = new Moment(fix, parkedAt);
    return Stream.of(
            trips.accept(moment),
            overspeed.accept(moment),
            harsh.accept(moment),
            idling.accept(moment),
            tow.accept(moment))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Forgets what is under way, as after a change of the date. */
  public void reset() {
    trips.reset();
    overspeed.reset();
    harsh.reset();
    idling.reset();
    tow.reset();
  }

  /** Keeps the metres over a restart. */
  public void close() {
    odometer.save();
  }
}
