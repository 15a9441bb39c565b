package id.pantau.acceptance.sim;

import id.pantau.wire.LatLon;

/**
 * What is true of a vehicle at one moment, without any receiver in between.
 *
 * @param altitudeM above sea level
 * @param courseDeg where its nose points
 * @param skyShare how much of the sky its antenna sees: 1 = open field, about 0.6 in a town, 0 =
 *     under a roof
 */
public record VehicleState(
    LatLon at,
    double altitudeM,
    double speedMs,
    double courseDeg,
    boolean ignitionOn,
    double skyShare) {

  public boolean isMoving() {
    return speedMs > 0.3;
  }
}
