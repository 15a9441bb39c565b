package id.pantau.acceptance.sim;

import id.pantau.wire.Fix;
import java.time.Instant;
import java.util.List;

/** What a satellite receiver says once a second. */
public sealed interface Reading {
  Instant time();

  List<Satellite> inView();

  /**
   * A satellite above the horizon.
   *
   * @param number as NMEA counts: 1 to 32 GPS, 65 to 96 GLONASS
   * @param snrDb signal over noise, 0 = not tracked
   */
  record Satellite(int number, int elevationDeg, int azimuthDeg, int snrDb) {}

  /**
   * Satellites are heard, but not enough of them; or it has only just been switched on.
   *
   * @param clockKnown whether it knows the time at least
   */
  record Searching(Instant time, List<Satellite> inView, boolean clockKnown) implements Reading {}

  /**
   * A position.
   *
   * @param fix as the receiver states it, with its errors; without ignition flags
   * @param pdop position dilution of precision
   * @param vdop vertical dilution of precision
   * @param used numbers of the satellites in the solution
   */
  record Solved(
      Instant time, List<Satellite> inView, Fix fix, double pdop, double vdop, List<Integer> used)
      implements Reading {}
}
