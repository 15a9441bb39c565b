package id.pantau.acceptance.sim;

import id.pantau.wire.Fix;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * What the receiver of a vehicle said over hours or days, without waiting for them.
 *
 * <p>Driving it is read every second or two; standing less and less often: nothing changes then but
 * the noise.
 */
public final class Recorder {
  /** As long as a tracker needs to be sure that the vehicle is parked. */
  private static final Duration ARRIVING = Duration.ofSeconds(70);

  private static final Duration ARRIVING_STEP = Duration.ofSeconds(5);
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
    return fleet.findStanding(vehicle, at).map(standing -> step(standing, at)).orElse(drivingStep);
  }

  private Duration step(SimFleet.Standing standing, Instant at) {
    boolean arriving = at.isBefore(standing.from().plus(ARRIVING));
    Duration step = arriving ? ARRIVING_STEP : STANDING_STEP;
    return at.plus(step).isBefore(standing.until()) ? step : drivingStep;
  }
}
