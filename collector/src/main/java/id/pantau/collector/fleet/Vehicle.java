package id.pantau.collector.fleet;

import java.util.Optional;
import java.util.Set;

/**
 * An official vehicle as it is now.
 *
 * @param plate the newest registration number; empty for one that has none
 * @param kind one of {@link #KINDS}
 * @param use {@code service}, {@code position} or {@code personal}
 * @param holder the role it is assigned to
 * @param deviceId the tracker that rides in it now
 */
public record Vehicle(
    int id,
    Optional<String> plate,
    String name,
    String kind,
    String use,
    int opdId,
    String opdName,
    Optional<String> holder,
    Optional<String> deviceId) {
  /** As in the database. */
  public static final Set<String> KINDS =
      Set.of("ambulance", "fire-engine", "waste-truck", "bus", "pickup", "car", "motorcycle");
}
