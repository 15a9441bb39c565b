package id.pantau.acceptance.sim;

import id.pantau.wire.Fix;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * What the receiver of a vehicle said over hours or days, without waiting for them.
 *
 * <p>Driving it is read every second or two, standing every half minute: between, nothing would
 * change but the noise.
 */
public final class Recorder {
  private static final Duration STANDING_STEP = Duration.ofSeconds(30);

  private final SimFleet fleet;
  private final Duration drivingStep;

  /**
   * @param drivingStep how often it is read while driving; whole seconds
   */
  public Recorder(SimFleet fleet, Duration drivingStep) {
    this.fleet = fleet;
    this.drivingStep = drivingStep;
  }

  /** Gives every fix between two moments (the second excluded), with the state of the ignition. */
  public void record(SimVehicle vehicle, Instant from, Instant until, Consumer<Fix> sink) {
    Receiver receiver = Receiver.in(fleet, vehicle);
    Instant at = Instant.ofEpochSecond(from.getEpochSecond());
    while (at.isBefore(until)) {
      if (receiver.at(at) instanceof Reading.Solved solved) {
        sink.accept(withIgnition(solved.fix(), fleet.at(vehicle, at).ignitionOn()));
      }
      at = at.plus(next(vehicle, at));
    }
  }

  /** The fix as a tracker with a wired ignition input reports it. */
  public static Fix withIgnition(Fix fix, boolean on) {
    Fix known = fix.withFlag(Fix.FLAG_IGNITION_KNOWN);
    return on ? known.withFlag(Fix.FLAG_IGNITION_ON) : known;
  }

  private Duration next(SimVehicle vehicle, Instant at) {
    Duration left = Duration.between(at, fleet.standsUntil(vehicle, at));
    return left.compareTo(STANDING_STEP) > 0 ? STANDING_STEP : drivingStep;
  }
}
