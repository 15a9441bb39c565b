package id.pantau.collector.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * All that the register knows of a vehicle; lists begin with the newest.
 *
 * @param version grows with each change of what it is, its plate, its keeper or its retirement
 * @param kind one of {@link id.pantau.collector.fleet.Vehicle#KINDS}
 * @param use {@code service}, {@code position} or {@code personal}
 * @param assetNumber of the asset register (KIB B)
 * @param dues the newest of each kind, the soonest first
 * @param odometerKm the last reading and what was driven on the days after it, in km; empty without
 *     a reading, and for who may not know how far vehicles drive
 * @param privateMode whether its driver may hide it outside working hours
 * @param privateUse empty for who may not know when it drives
 * @param retirement empty while it belongs to the fleet
 */
public record VehicleSheet(
    int id,
    int version,
    String name,
    String kind,
    String use,
    Optional<String> assetNumber,
    List<Plate> plates,
    List<Keeper> keepers,
    List<Tracker> trackers,
    List<Due> dues,
    List<Reading> readings,
    Optional<Integer> odometerKm,
    boolean privateMode,
    Optional<PrivateUse> privateUse,
    Optional<Retirement> retirement) {

  /** A registration number since a day. */
  public record Plate(String plate, LocalDate since) {}

  /**
   * Whose it is since a moment.
   *
   * @param holder a role, not a name
   */
  public record Keeper(int opdId, String opdName, Optional<String> holder, Instant since) {}

  /** A tracker that rides in it or rode in it. */
  public record Tracker(String deviceId, Instant from, Optional<Instant> until) {}

  /** What somebody read on its dashboard. */
  public record Reading(LocalDate on, int km, String authorName) {}

  /** Why it left the fleet, and when. */
  public record Retirement(LocalDate on, String reason) {}

  /** The agency that keeps it now. */
  int opdId() {
    return keepers.getFirst().opdId();
  }
}
