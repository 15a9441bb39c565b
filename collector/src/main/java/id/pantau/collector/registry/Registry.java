package id.pantau.collector.registry;

import id.pantau.collector.auth.Audit;
import id.pantau.collector.db.Db;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.region.Region;
import id.pantau.collector.scope.Role;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.web.FieldCheck;
import id.pantau.collector.web.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The door to the register of vehicles. Safe for all threads.
 *
 * <p>The administrator of the regency keeps what a vehicle is and whose; the agency that has it
 * keeps its papers and reads its odometer. Nothing of the past is changed.
 */
public final class Registry {
  static final int MAX_DUES = 2_000;
  private static final int NOTE_MAX = 200;
  private static final int KM_MAX = 2_000_000;

  /** Papers of official vehicles hold for five years at most; what is later is a slip. */
  private static final int YEARS_AHEAD = 10;

  private final Db db;
  private final Region region;
  private final Fleet fleet;
  private final Audit audit;
  private final InstantSource clock;

  public Registry(Db db, Region region, Fleet fleet, Audit audit, InstantSource clock) {
    this.db = db;
    this.region = region;
    this.fleet = fleet;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @throws Problem 404 when there is none that this viewer may see
   */
  public VehicleSheet get(Viewer viewer, int id) {
    return db.as(
            viewer,
            session -> new RegistryStore(session).find(id, viewer.seesRoutes(), region.today()))
        .orElseThrow(() -> Problem.of(404, "no-such-vehicle"));
  }

  /** What is due by that day for the vehicles this viewer may see, the soonest first. */
  public List<DueVehicle> listDues(Viewer viewer, LocalDate until) {
    return db.as(viewer, session -> new RegistryStore(session).listDues(until, MAX_DUES));
  }

  /**
   * Takes a vehicle into the fleet.
   *
   * @throws Problem 409 when its plate or asset number is another's, 422 for what is wrong
   */
  VehicleSheet add(
      Viewer by, VehicleDraft draft, String plate, int opdId, Optional<String> holder) {
    var check = new FieldCheck();
    String number = plate(plate, check);
    Optional<String> role = keeper(opdId, holder, check);
    VehicleDraft.Checked vehicle = draft.checked(check);
    check.requireNone();
    int id =
        db.as(
            by,
            session -> {
              var store = new RegistryStore(session);
              requireFree(store, Optional.empty(), number, vehicle.assetNumber());
              return fleet.addVehicle(session, vehicle.of(number, opdId, role));
            });
    return recorded(by, id, "vehicle-added", number + " " + vehicle.name());
  }

  /**
   * Takes all vehicles of a table into the fleet, or none.
   *
   * @param file as {@link VehicleFile} reads it
   * @return how many
   * @throws Problem 422 with all that is wrong, a plate or asset number of another vehicle too
   */
  int addAll(Viewer by, byte[] file) {
    LocalDate today = region.today();
    List<VehicleFile.Row> rows =
        VehicleFile.read(
            file, region.listOpds().stream().filter(opd -> opd.existsOn(today)).toList());
    db.doAs(
        by,
        session -> {
          requireFree(new RegistryStore(session), rows);
          for (VehicleFile.Row row : rows) {
            fleet.addVehicle(session, row.vehicle().of(row.plate(), row.opdId(), row.holder()));
          }
        });
    audit.record(by.userName(), "vehicles-imported", "fleet", rows.size() + " vehicles");
    return rows.size();
  }

  private static void requireFree(RegistryStore store, List<VehicleFile.Row> rows) {
    var check = new FieldCheck();
    for (VehicleFile.Row row : rows) {
      FieldCheck of = check.of(Integer.toString(row.line()));
      if (store.findPlate(row.plate()).isPresent()) {
        of.reject("plate", "taken");
      }
      if (row.vehicle().assetNumber().flatMap(store::findAsset).isPresent()) {
        of.reject("assetNumber", "taken");
      }
    }
    check.requireNone();
  }

  /**
   * Corrects what a vehicle is.
   *
   * @throws Problem 404 for no such vehicle, 409 when the asset number is another's or somebody has
   *     changed it meanwhile, 422 for what is wrong
   */
  VehicleSheet change(Viewer by, Seen seen, VehicleDraft draft) {
    get(by, seen.id());
    var check = new FieldCheck();
    VehicleDraft.Checked vehicle = draft.checked(check);
    seen.check(check);
    check.requireNone();
    changeNewest(
        by,
        seen,
        store -> {
          requireFreeAsset(store, Optional.of(seen.id()), vehicle.assetNumber());
          store.change(seen.id(), vehicle);
        });
    return recorded(by, seen.id(), "vehicle-changed", vehicle.toString());
  }

  /**
   * From today on it carries this plate.
   *
   * @throws Problem 404 for no such vehicle, 409 when it is another's or somebody has changed the
   *     vehicle meanwhile, 422 when it is none
   */
  VehicleSheet putPlate(Viewer by, Seen seen, String plate) {
    get(by, seen.id());
    var check = new FieldCheck();
    String number = plate(plate, check);
    seen.check(check);
    check.requireNone();
    changeNewest(
        by,
        seen,
        store -> {
          requireFreePlate(store, Optional.of(seen.id()), number);
          store.putPlate(seen.id(), number, region.today());
        });
    return recorded(by, seen.id(), "vehicle-plate-changed", number);
  }

  /**
   * From now on it is kept by this agency and holder.
   *
   * @throws Problem 404 for no such vehicle, 409 when somebody has changed it meanwhile, 422 for
   *     what is wrong
   */
  VehicleSheet giveTo(Viewer by, Seen seen, int opdId, Optional<String> holder) {
    get(by, seen.id());
    var check = new FieldCheck();
    Optional<String> role = keeper(opdId, holder, check);
    seen.check(check);
    check.requireNone();
    changeNewest(by, seen, store -> store.addKeeper(seen.id(), opdId, role, now()));
    String details = "opd:" + opdId + " " + role.orElse("");
    return recorded(by, seen.id(), "vehicle-keeper-changed", details);
  }

  /**
   * Takes a vehicle out of the fleet, and its tracker out of it; its past stays.
   *
   * @throws Problem 404 for no such vehicle, 409 when it left before or somebody has changed it
   *     meanwhile, 422 without a reason
   */
  VehicleSheet retire(Viewer by, Seen seen, String reason) {
    int id = seen.id();
    String said = reason.strip();
    get(by, id);
    FieldCheck check = new FieldCheck().sentence("reason", said);
    seen.check(check);
    check.requireNone();
    change(
        by,
        store -> {
          if (!store.retire(id, region.today(), said)) {
            throw Problem.of(409, "vehicle-left-before");
          }
          seen.requireNewest(store);
        });
    fleet.endRide(id, now());
    return recorded(by, id, "vehicle-retired", said);
  }

  /**
   * Whether its driver may hide it outside working hours, from now on.
   *
   * @throws Problem 404 for no such vehicle, 409 when somebody has changed it meanwhile, 422
   *     without a reason
   */
  VehicleSheet setPrivateMode(Viewer by, Seen seen, Optional<Boolean> allowed, String reason) {
    String said = reason.strip();
    get(by, seen.id());
    FieldCheck check = new FieldCheck().sentence("reason", said);
    if (allowed.isEmpty()) {
      check.reject("allowed", "required");
    }
    seen.check(check);
    check.requireNone();
    changeNewest(by, seen, store -> store.setPrivateMode(seen.id(), allowed.orElseThrow()));
    String action = allowed.orElseThrow() ? "private-mode-allowed" : "private-mode-forbidden";
    return recorded(by, seen.id(), action, said);
  }

  /**
   * Takes the tracker out of a vehicle, if there is one.
   *
   * @throws Problem 404 for no such vehicle
   */
  VehicleSheet takeOutTracker(Viewer by, int id) {
    get(by, id);
    fleet.endRide(id, now());
    return recorded(by, id, "vehicle-tracker-taken-out", "");
  }

  /**
   * Until when something holds; replaces what was said of this kind before.
   *
   * @throws Problem 403 for a vehicle of another agency, 404 for no such vehicle, 422 for what is
   *     wrong
   */
  VehicleSheet putDue(
      Viewer by, int id, String kind, Optional<LocalDate> on, Optional<String> note) {
    requireKeeper(by, id);
    var check = new FieldCheck();
    if (!Due.KINDS.contains(kind)) {
      check.reject("kind", "unknown-word");
    }
    LocalDate today = region.today();
    if (on.isEmpty()) {
      check.reject("on", "required");
    } else if (on.get().isBefore(today.minusYears(YEARS_AHEAD))
        || on.get().isAfter(today.plusYears(YEARS_AHEAD))) {
      check.reject("on", "day-too-far", YEARS_AHEAD);
    }
    Optional<String> words = note.map(String::strip).filter(text -> !text.isEmpty());
    words.ifPresent(text -> check.length("note", text, 1, NOTE_MAX));
    check.requireNone();
    change(by, store -> store.addDue(id, kind, on.orElseThrow(), words, by, now()));
    return recorded(by, id, "vehicle-due-set", kind + " " + on.orElseThrow());
  }

  /**
   * What somebody has read on its dashboard.
   *
   * @param km whole kilometres
   * @throws Problem 403 for a vehicle of another agency, 404 for no such vehicle, 422 when it runs
   *     backwards or the day is to come
   */
  VehicleSheet addReading(Viewer by, int id, Optional<Integer> km, Optional<LocalDate> on) {
    requireKeeper(by, id);
    LocalDate day = on.orElse(region.today());
    var check = new FieldCheck();
    if (km.isEmpty() || km.get() < 0 || km.get() > KM_MAX) {
      check.reject("km", "number-range", 0, KM_MAX);
    }
    if (day.isAfter(region.today())) {
      check.reject("on", "day-to-come");
    }
    check.requireNone();
    change(
        by,
        store -> {
          requireForward(store.readings(id), km.orElseThrow(), day);
          store.addReading(id, day, km.orElseThrow(), by, now());
        });
    return recorded(by, id, "vehicle-odometer-read", km.orElseThrow() + " km " + day);
  }

  private static void requireForward(List<VehicleSheet.Reading> readings, int km, LocalDate day) {
    for (VehicleSheet.Reading other : readings) {
      boolean isBackwards =
          other.on().isBefore(day) && other.km() > km || other.on().isAfter(day) && other.km() < km;
      if (isBackwards) {
        throw Problem.ofField("km", "odometer-backwards", other.km(), other.on().toString());
      }
    }
  }

  private void requireKeeper(Viewer by, int id) {
    if (by.role() != Role.ADMIN && !by.writesOpd(get(by, id).opdId())) {
      throw Problem.of(403, "other-opd");
    }
  }

  private static String plate(String typed, FieldCheck check) {
    Optional<String> number = PlateNumber.of(typed);
    if (number.isEmpty()) {
      check.reject("plate", "plate-wrong");
    }
    return number.orElse("");
  }

  private Optional<String> keeper(int opdId, Optional<String> holder, FieldCheck check) {
    LocalDate today = region.today();
    if (region.findOpd(opdId).filter(opd -> opd.existsOn(today)).isEmpty()) {
      check.reject("opdId", "unknown-opd", Integer.toString(opdId));
    }
    return VehicleDraft.holder(holder, check);
  }

  private static void requireFree(
      RegistryStore store, Optional<Integer> id, String plate, Optional<String> assetNumber) {
    requireFreePlate(store, id, plate);
    requireFreeAsset(store, id, assetNumber);
  }

  private static void requireFreePlate(RegistryStore store, Optional<Integer> id, String plate) {
    if (store.findPlate(plate).filter(holder -> !id.equals(Optional.of(holder))).isPresent()) {
      throw Problem.of(409, "plate-taken", plate);
    }
  }

  private static void requireFreeAsset(
      RegistryStore store, Optional<Integer> id, Optional<String> assetNumber) {
    if (assetNumber
        .flatMap(store::findAsset)
        .filter(holder -> !id.equals(Optional.of(holder)))
        .isPresent()) {
      throw Problem.of(409, "asset-taken", assetNumber.orElseThrow());
    }
  }

  private void change(Viewer by, Consumer<RegistryStore> change) {
    db.doAs(by, session -> change.accept(new RegistryStore(session)));
  }

  /** Refused when somebody has changed it meanwhile. */
  private void changeNewest(Viewer by, Seen seen, Consumer<RegistryStore> change) {
    change(
        by,
        store -> {
          seen.requireNewest(store);
          change.accept(store);
        });
  }

  /** The sheet after a change, which is written down. */
  private VehicleSheet recorded(Viewer by, int id, String action, String details) {
    audit.record(by.userName(), action, "vehicle:" + id, details);
    return get(by, id);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
