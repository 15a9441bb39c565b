package id.pantau.collector.region;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An agency.
 *
 * @param handle a short word for logins and files, {@code [a-z0-9-]}
 * @param kind one of {@code dinas badan kecamatan rsud sekretariat inspektorat satuan}
 * @param hours the group of its working time
 * @param validTo the first day on which it no longer exists
 * @param successorId the agency that took over
 */
public record Opd(
    int id,
    String code,
    String handle,
    String name,
    String shortName,
    String kind,
    String hours,
    LocalDate validFrom,
    Optional<LocalDate> validTo,
    OptionalInt successorId) {

  public boolean existsOn(LocalDate day) {
    return !day.isBefore(validFrom) && validTo.map(day::isBefore).orElse(true);
  }
}
