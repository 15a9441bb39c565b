package id.pantau.collector.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.collector.web.PageCursor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * An indication as it is told to people.
 *
 * @param rule the word of {@link Rule}
 * @param state {@code new}, {@code in-progress} or {@code done}
 * @param ofDevice it is about the tracker, not about who drives
 * @param end empty while it goes on, as far as is known
 * @param times how many events or trips were made one
 * @param lat where it began; empty where the place is nobody's business
 * @param found false when the facts do not give it any more, but a person has said something of it
 * @param targetAt somebody should have taken it in hand by then
 * @param clarifyUntil so long the agency may clarify before it can be noted
 * @param actions what people did with it, oldest first
 */
public record Alert(
    long id,
    String rule,
    String severity,
    String state,
    boolean ofDevice,
    Car vehicle,
    int opdId,
    String opdName,
    LocalDate date,
    Instant start,
    Optional<Instant> end,
    int times,
    JsonNode details,
    OptionalDouble lat,
    OptionalDouble lon,
    Optional<String> place,
    @JsonProperty("found") boolean isFound,
    Instant madeAt,
    Instant targetAt,
    Instant clarifyUntil,
    boolean clarified,
    List<Action> actions) {
  public Alert {
    actions = List.copyOf(actions);
  }

  /**
   * The vehicle.
   *
   * @param name empty for who may not see the vehicle any more: another agency keeps it now
   * @param holder the role it was assigned to
   */
  public record Car(
      int id,
      Optional<String> name,
      Optional<String> kind,
      Optional<String> plate,
      Optional<String> holder) {}

  /**
   * What a person did.
   *
   * @param kind {@code acknowledge}, {@code clarify}, {@code close} or {@code reopen}
   * @param choice of a clarification what it was, of a closing the outcome
   * @param letter the number of the letter that says so
   */
  public record Action(
      String kind,
      Optional<String> choice,
      String reason,
      Optional<String> letter,
      String authorName,
      String authorRole,
      Instant at) {}

  Alert with(List<Action> done) {
    return new Alert(
        id,
        rule,
        severity,
        state,
        ofDevice,
        vehicle,
        opdId,
        opdName,
        date,
        start,
        end,
        times,
        details,
        lat,
        lon,
        place,
        isFound,
        madeAt,
        targetAt,
        clarifyUntil,
        clarified,
        done);
  }

  /**
   * What to read; empty means all.
   *
   * @param show {@code new}, {@code in-progress}, {@code done}, {@code open} or {@code all}
   */
  record Query(
      Optional<Long> alertId,
      String show,
      Optional<Rule> rule,
      OptionalInt opdId,
      OptionalInt vehicleId,
      Optional<LocalDate> from,
      Optional<PageCursor> before,
      int limit) {
    static Query ofAlert(long id) {
      return new Query(
          Optional.of(id),
          "all",
          Optional.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          1);
    }
  }
}
