package id.pantau.collector.visit;

import com.fasterxml.jackson.annotation.JsonProperty;
import id.pantau.collector.web.PageCursor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A vehicle was near the place of a package, as it is told to people. The vehicle was there: no
 * more is claimed.
 *
 * @param vehicle empty when the reader may not see it: then its agency must do
 * @param leave empty while it stands there, as far as is known
 * @param stayS seconds it was there
 * @param slowTravel it did not stop but went slowly along a road or canal
 * @param shared how many other packages are as near; together they are one visit
 * @param state {@code automatic}, {@code confirmed} or {@code rejected}
 * @param counts whether it is in the figures
 * @param matched false when the rules do not find it any more, but a person has said something of
 *     it
 * @param reportedNihil the agency reported "no change" for that day
 */
public record Visit(
    long id,
    int packageId,
    String packageName,
    int opdId,
    String opdName,
    Optional<Car> vehicle,
    int vehicleOpdId,
    String vehicleOpdName,
    LocalDate date,
    Instant arrive,
    Optional<Instant> leave,
    int stayS,
    int distanceM,
    double lat,
    double lon,
    boolean slowTravel,
    String level,
    List<String> reasons,
    int shared,
    String state,
    @JsonProperty("counts") boolean isCounted,
    boolean matched,
    boolean reportedNihil,
    Optional<Decision> decision) {

  /**
   * The vehicle.
   *
   * @param holder the role it was assigned to
   */
  public record Car(int id, String name, Optional<String> plate, Optional<String> holder) {}

  /** What a person said of it last. */
  public record Decision(
      String decision, Optional<String> reason, String authorName, String authorRole, Instant at) {}

  /** What to read; empty means all. */
  record Query(
      Optional<Long> visitId,
      OptionalInt packageId,
      OptionalInt vehicleId,
      OptionalInt opdId,
      Optional<LocalDate> day,
      Optional<LocalDate> from,
      String show,
      Optional<PageCursor> before,
      int limit) {

    static Query of(String show, int limit) {
      return new Query(
          Optional.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          show,
          Optional.empty(),
          limit);
    }

    static Query ofVisit(long id) {
      return new Query(
          Optional.of(id),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          "all",
          Optional.empty(),
          1);
    }

    static Query ofPackage(int packageId, int limit) {
      return new Query(
          Optional.empty(),
          OptionalInt.of(packageId),
          OptionalInt.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          "all",
          Optional.empty(),
          limit);
    }

    static Query ofVehicleDay(int vehicleId, LocalDate day, int limit) {
      return new Query(
          Optional.empty(),
          OptionalInt.empty(),
          OptionalInt.of(vehicleId),
          OptionalInt.empty(),
          Optional.of(day),
          Optional.empty(),
          "all",
          Optional.empty(),
          limit);
    }

    Query ofOpd(OptionalInt opd) {
      return new Query(visitId, packageId, vehicleId, opd, day, from, show, before, limit);
    }

    Query since(Optional<LocalDate> first) {
      return new Query(visitId, packageId, vehicleId, opdId, day, first, show, before, limit);
    }

    Query after(Optional<PageCursor> cursor) {
      return new Query(visitId, packageId, vehicleId, opdId, day, from, show, cursor, limit);
    }
  }
}
