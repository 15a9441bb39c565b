package id.pantau.collector.permit;

import id.pantau.collector.auth.Audit;
import id.pantau.collector.db.Db;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.fleet.Vehicle;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.web.FieldCheck;
import id.pantau.collector.web.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The door to duty permits. Safe for all threads.
 *
 * <p>An agency registers them for its own vehicles, before they are used: nothing is allowed
 * afterwards, for that there is the clarification of an alert.
 */
public final class Permits {
  static final Duration LONGEST = Duration.ofDays(31);
  static final int MAX_LIMIT = 500;
  private static final int MAX_VEHICLES = 50;
  private static final int LETTER_MAX = 100;

  private final Db db;
  private final Fleet fleet;
  private final Audit audit;
  private final InstantSource clock;

  public Permits(Db db, Fleet fleet, Audit audit, InstantSource clock) {
    this.db = db;
    this.fleet = fleet;
    this.audit = audit;
    this.clock = clock;
  }

  /** A letter for one vehicle or several. */
  public record NewPermit(
      List<Integer> vehicleIds, Instant from, Instant until, String purpose, String letter) {
    public NewPermit {
      vehicleIds = List.copyOf(vehicleIds);
      purpose = purpose.strip();
      letter = letter.strip();
    }
  }

  /** Those that end after that moment and that this viewer may see, the latest first. */
  public List<Permit> list(Viewer viewer, Optional<Instant> endingAfter) {
    return db.as(
        viewer, session -> new PermitStore(session).list(Optional.empty(), endingAfter, MAX_LIMIT));
  }

  /**
   * Registers a permit for each vehicle of the letter, all or none.
   *
   * @throws Problem 403 for a vehicle of another agency, 404 for one that this viewer does not see,
   *     422 for what is missing or over already
   */
  public List<Permit> add(Viewer viewer, NewPermit permit) {
    requireComplete(permit);
    List<Vehicle> vehicles =
        permit.vehicleIds().stream()
            .distinct()
            .map(
                id ->
                    fleet
                        .findVehicle(viewer, id)
                        .orElseThrow(() -> Problem.of(404, "no-such-vehicle")))
            .toList();
    if (!vehicles.stream().allMatch(vehicle -> viewer.writesOpd(vehicle.opdId()))) {
      throw Problem.of(403, "other-opd");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<Permit> added =
        db.as(
            viewer,
            session -> {
              var store = new PermitStore(session);
              return vehicles.stream()
                  .map(each -> store.add(permit, each.id(), each.opdId(), viewer, now))
                  .flatMap(id -> store.list(Optional.of(id), Optional.empty(), 1).stream())
                  .toList();
            });
    for (Permit each : added) {
      audit.record(
          viewer.userName(),
          "permit-registered",
          "permit:" + each.id(),
          "vehicle:" + each.vehicle().id() + " " + each.letter());
    }
    return added;
  }

  /**
   * From now on it counts no more.
   *
   * @throws Problem 404 when there is none for this viewer, 409 when it was cancelled before, 422
   *     without a reason
   */
  public Permit cancel(Viewer viewer, long id, String reason) {
    String said = reason.strip();
    new FieldCheck().sentence("reason", said).requireNone();
    Permit permit = get(viewer, id);
    if (!viewer.writesOpd(permit.opdId())) {
      throw Problem.of(403, "other-opd");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (!db.as(viewer, session -> new PermitStore(session).cancel(id, said, viewer, now))) {
      throw Problem.of(409, "permit-cancelled-before");
    }
    audit.record(viewer.userName(), "permit-cancelled", "permit:" + id, said);
    return get(viewer, id);
  }

  private Permit get(Viewer viewer, long id) {
    return db
        .as(viewer, session -> new PermitStore(session).list(Optional.of(id), Optional.empty(), 1))
        .stream()
        .findFirst()
        .orElseThrow(() -> Problem.of(404, "no-such-permit"));
  }

  private void requireComplete(NewPermit permit) {
    var check = new FieldCheck();
    if (permit.vehicleIds().isEmpty()) {
      check.reject("vehicleIds", "required");
    } else if (permit.vehicleIds().size() > MAX_VEHICLES) {
      check.reject("vehicleIds", "too-many", MAX_VEHICLES);
    }
    if (!permit.until().isAfter(permit.from())
        || permit.until().isAfter(permit.from().plus(LONGEST))) {
      check.reject("until", "permit-span", LONGEST.toDays());
    } else if (!permit.until().isAfter(clock.instant())) {
      check.reject("until", "permit-over");
    }
    check.sentence("purpose", permit.purpose()).length("letter", permit.letter(), 1, LETTER_MAX);
    check.requireNone();
  }
}
