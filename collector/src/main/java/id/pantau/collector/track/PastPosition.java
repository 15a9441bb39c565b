package id.pantau.collector.track;

import id.pantau.wire.LatLon;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a vehicle was at a moment in the past.
 *
 * @param known the last moment by which that is known: the moment itself, unless it was silent
 * @param state as on the live map; silent when nothing is known of the moment itself, private when
 *     its driver had hidden it
 * @param since since when it moved or stood
 * @param place empty while it moved
 */
public record PastPosition(
    int vehicleId,
    VehicleState state,
    LatLon at,
    Instant known,
    Instant since,
    Optional<Double> speedKmh,
    Optional<Integer> courseDeg,
    Optional<String> place) {}
