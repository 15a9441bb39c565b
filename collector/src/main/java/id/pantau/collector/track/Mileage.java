package id.pantau.collector.track;

import java.time.LocalDate;

/**
 * How far a vehicle has come on a day of the region.
 *
 * @param opdId the agency that kept it on that day
 */
public record Mileage(int vehicleId, LocalDate date, int opdId, double distanceM, int tripCount) {}
