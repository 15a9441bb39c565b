package id.pantau.collector.fleet;

import java.util.Optional;

/**
 * A vehicle to register; the words are those of {@link Vehicle}.
 *
 * @param assetNumber of the asset register (KIB B)
 */
public record NewVehicle(
    String plate,
    String name,
    String kind,
    String use,
    int opdId,
    Optional<String> holder,
    Optional<String> assetNumber) {}
