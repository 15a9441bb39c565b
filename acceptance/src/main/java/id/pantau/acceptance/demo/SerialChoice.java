package id.pantau.acceptance.demo;

import id.pantau.acceptance.sim.SimFleet;
import id.pantau.acceptance.sim.SimVehicle;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/** Picks the vehicles that are worth looking at in the first minutes after the start. */
final class SerialChoice {
  /** So long after the start they can be seen on the map, not lost in the forest or in a garage. */
  private static final Duration IN_SIGHT = Duration.ofMinutes(2);

  private static final int LOOK_EVERY_S = 10;

  private SerialChoice() {}

  /**
   * Those in sight first; among them those that drive, then those that will drive soonest.
   *
   * @param count how many; fewer when there are not so many
   */
  static List<SimVehicle> of(SimFleet fleet, List<SimVehicle> vehicles, int count, Instant now) {
    return vehicles.stream()
        .map(vehicle -> candidate(fleet, vehicle, now))
        .sorted(
            Comparator.comparing(Candidate::inSight)
                .reversed()
                .thenComparing(Candidate::drives)
                .thenComparing(candidate -> candidate.vehicle().number()))
        .limit(count)
        .map(Candidate::vehicle)
        .toList();
  }

  private record Candidate(SimVehicle vehicle, boolean inSight, Instant drives) {}

  private static Candidate candidate(SimFleet fleet, SimVehicle vehicle, Instant now) {
    boolean inSight =
        LongStream.iterate(0, later -> later <= IN_SIGHT.toSeconds(), later -> later + LOOK_EVERY_S)
            .allMatch(later -> fleet.isReached(vehicle, now.plusSeconds(later)));
    return new Candidate(vehicle, inSight, fleet.findNextDrive(vehicle, now).orElse(Instant.MAX));
  }
}
