package id.pantau.collector.registry;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A vehicle of which something is due.
 *
 * @param kind one of {@link Due#KINDS}
 * @param on the last day, which may be past
 */
public record DueVehicle(
    int vehicleId,
    String vehicleName,
    Optional<String> plate,
    int opdId,
    String opdName,
    String kind,
    LocalDate on) {}
