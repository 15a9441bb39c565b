package id.pantau.collector.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.activity.ActivityBed;
import id.pantau.collector.auth.Audit;
import id.pantau.collector.db.Sql;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.fleet.Vehicle;
import id.pantau.collector.scope.Role;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.web.FieldError;
import id.pantau.collector.web.Problem;
import id.pantau.wire.DeviceId;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people keep of vehicles, and who may keep what. Each test has a vehicle of its own. */
class RegistryIT {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

  private static ActivityBed bed;
  private static Fleet fleet;
  private static Registry registry;
  private static Audit audit;
  private static int plates = 1_000;

  @BeforeAll
  static void open() {
    bed = new ActivityBed(TODAY, "10:00");
    fleet = new Fleet(bed.db(), bed.region(), bed);
    audit = new Audit(bed.db(), bed);
    registry = new Registry(bed.db(), bed.region(), fleet, audit, bed);
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  private static Viewer admin() {
    return bed.person("admin", Role.ADMIN, OptionalInt.empty());
  }

  private static VehicleDraft draft(String name, String kind, String assetNumber) {
    return new VehicleDraft(
        Optional.of(name), Optional.of(kind), Optional.of("service"), Optional.of(assetNumber));
  }

  private static String newPlate() {
    return "DR " + plates++ + " LZ";
  }

  private static int added(String handle) {
    return registry
        .add(
            admin(),
            draft("Pikap Jalan", "pickup", ""),
            newPlate(),
            bed.opd(handle),
            Optional.empty())
        .id();
  }

  /** As somebody has it before them who has just opened its page. */
  private static Seen seen(int id) {
    return new Seen(id, Optional.of(registry.get(admin(), id).version()));
  }

  private static List<String> fields(Runnable call) {
    Problem problem = assertThrows(Problem.class, call::run);
    assertEquals(422, problem.status());
    return problem.fieldErrors().stream().map(FieldError::field).toList();
  }

  private static void assertRefused(int status, String code, Runnable call) {
    Problem problem = assertThrows(Problem.class, call::run);
    assertEquals(status, problem.status(), problem.code());
    assertEquals(code, problem.code());
  }

  @Test
  void aVehicleIsTakenIntoTheFleetOnce() {
    String plate = newPlate();
    VehicleSheet sheet =
        registry.add(
            admin(),
            draft(" Ambulans 09 ", "ambulance", "1.3.2.02.01.01.003"),
            plate.toLowerCase(Locale.ROOT).replace(" ", ""),
            bed.opd("dikes"),
            Optional.of("Kepala Puskesmas"));
    assertEquals("Ambulans 09", sheet.name());
    assertEquals(plate, sheet.plates().getFirst().plate());
    assertEquals(Optional.of("Kepala Puskesmas"), sheet.keepers().getFirst().holder());
    Vehicle listed = fleet.findVehicle(bed.head("dikes"), sheet.id()).orElseThrow();
    assertEquals(Optional.of(plate), listed.plate());
    assertRefused(
        409,
        "plate-taken",
        () ->
            registry.add(
                admin(), draft("X2", "car", ""), plate, bed.opd("pupr"), Optional.empty()));
    assertRefused(
        409,
        "asset-taken",
        () ->
            registry.add(
                admin(),
                draft("X3", "car", "1.3.2.02.01.01.003"),
                newPlate(),
                bed.opd("pupr"),
                Optional.empty()));
    assertEquals(OptionalLong.empty(), audit.findBrokenRow(), "what was done is in the chain");
  }

  @Test
  void allThatIsWrongWithANewVehicleIsSaidAtOnce() {
    assertEquals(
        List.of("plate", "opdId", "name", "kind", "use"),
        fields(
            () ->
                registry.add(
                    admin(),
                    new VehicleDraft(
                        Optional.of(" "), Optional.of("tank"), Optional.empty(), Optional.empty()),
                    "no plate",
                    999_999,
                    Optional.empty())));
  }

  @Test
  void aTableIsTakenWholeOrNotAtAll() {
    int before = fleet.listVehicles(admin()).size();
    String taken = registry.get(admin(), added("pupr")).plates().getFirst().plate();
    String names = "plate;name;kind;use;agency\n";
    String good = newPlate() + ";Bus 31;bus;service;dikes\n";
    byte[] bad = (names + good + taken + ";Bus 32;bus;service;dikes\n").getBytes(UTF_8);
    assertEquals(List.of("3.plate"), fields(() -> registry.addAll(admin(), bad)));
    assertEquals(before + 1, fleet.listVehicles(admin()).size());
    assertEquals(1, registry.addAll(admin(), (names + good).getBytes(UTF_8)));
    assertEquals(before + 2, fleet.listVehicles(admin()).size());
  }

  @Test
  void itsPastStaysWhenPlateAndKeeperChange() {
    int id = added("pupr");
    String first = registry.get(admin(), id).plates().getFirst().plate();
    bed.set(TODAY.plusDays(1), "09:00");
    String second = newPlate();
    registry.putPlate(admin(), seen(id), second);
    VehicleSheet sheet =
        registry.giveTo(admin(), seen(id), bed.opd("dikes"), Optional.of("Sekretaris Dinas"));
    bed.set(TODAY, "10:00");
    assertEquals(
        List.of(second, first), sheet.plates().stream().map(VehicleSheet.Plate::plate).toList());
    assertEquals(
        List.of(bed.opd("dikes"), bed.opd("pupr")),
        sheet.keepers().stream().map(VehicleSheet.Keeper::opdId).toList());
    assertRefused(404, "no-such-vehicle", () -> registry.get(bed.head("pupr"), id));
    registry.get(bed.head("dikes"), id);
  }

  @Test
  void aSlipIsCorrectedOnTheSameDay() {
    int id = added("pupr");
    String right = newPlate();
    registry.putPlate(admin(), seen(id), newPlate());
    assertEquals(1, registry.putPlate(admin(), seen(id), right).plates().size());
    VehicleSheet sheet = registry.change(admin(), seen(id), draft("Pikap Irigasi", "car", ""));
    assertEquals("Pikap Irigasi", sheet.name());
    assertEquals("car", sheet.kind());
    assertEquals(Optional.empty(), sheet.assetNumber());
  }

  @Test
  void whoeverComesSecondIsToldAndChangesNothing() {
    int id = added("pupr");
    Seen both = seen(id);
    registry.change(admin(), both, draft("Pikap Bersama", "pickup", ""));
    String plate = newPlate();
    List<Runnable> second =
        List.of(
            () -> registry.change(admin(), both, draft("Pikap Lain", "car", "")),
            () -> registry.putPlate(admin(), both, plate),
            () -> registry.giveTo(admin(), both, bed.opd("dikes"), Optional.empty()),
            () -> registry.retire(admin(), both, "Dilelang"));
    VehicleSheet first = registry.get(admin(), id);
    for (Runnable change : second) {
      assertRefused(409, "vehicle-changed-meanwhile", change);
    }
    assertEquals(first, registry.get(admin(), id));
    assertEquals("Pikap Bersama", first.name());
    int version = first.version();
    assertEquals(version + 1, registry.putPlate(admin(), seen(id), plate).version());
    bed.set(TODAY, "10:05");
    assertEquals(
        version + 2,
        registry.giveTo(admin(), seen(id), bed.opd("dikes"), Optional.empty()).version());
    assertEquals(version + 3, registry.retire(admin(), seen(id), "Dilelang").version());
    bed.set(TODAY, "10:00");
    var unsaid = new Seen(id, Optional.empty());
    assertEquals(List.of("plate", "basedOn"), fields(() -> registry.putPlate(admin(), unsaid, "")));
  }

  @Test
  void theAgencyKeepsThePapersOfItsOwnVehiclesAndSeesWhatIsDue() {
    int id = added("dikes");
    Viewer head = bed.head("dikes");
    registry.putDue(head, id, "tax", Optional.of(TODAY.plusDays(20)), Optional.of(" Samsat "));
    registry.putDue(
        bed.operator("dikes"), id, "service", Optional.of(TODAY.minusDays(3)), Optional.empty());
    assertEquals(List.of("service", "tax"), due(head, id));
    bed.set(TODAY, "11:00");
    VehicleSheet paid =
        registry.putDue(head, id, "tax", Optional.of(TODAY.plusYears(1)), Optional.empty());
    bed.set(TODAY, "10:00");
    assertEquals(TODAY.plusYears(1), paid.dues().getLast().on());
    assertEquals(List.of("service"), due(head, id), "the tax is paid");
    assertEquals(2, paid.dues().size(), "the newest of each kind");
    assertEquals(
        List.of(), registry.listDues(bed.head("pupr"), TODAY.plusYears(2)), "of no other agency");
    assertRefused(
        404,
        "no-such-vehicle",
        () -> registry.putDue(bed.head("pupr"), id, "tax", Optional.of(TODAY), Optional.empty()));
    assertEquals(
        List.of("kind", "on"),
        fields(() -> registry.putDue(head, id, "noise", Optional.empty(), Optional.empty())));
    assertEquals(
        List.of("on"),
        fields(
            () ->
                registry.putDue(
                    head, id, "tax", Optional.of(TODAY.plusYears(11)), Optional.empty())));
  }

  /** What is due of a vehicle within 45 days. */
  private static List<String> due(Viewer viewer, int vehicleId) {
    return registry.listDues(viewer, TODAY.plusDays(45)).stream()
        .filter(due -> due.vehicleId() == vehicleId)
        .map(DueVehicle::kind)
        .toList();
  }

  @Test
  void anOdometerRunsForwardAndGrowsWithWhatIsDriven() {
    int id = added("dikes");
    Viewer head = bed.head("dikes");
    registry.addReading(head, id, Optional.of(41_200), Optional.of(TODAY.minusDays(10)));
    bed.service(
        session ->
            session.change(
                Sql.of(
                    """
                    INSERT INTO vehicle_day (vehicle_id, day, fix_count, first_fix_time, last_fix_time, distance_m,
                                             moving_s, stopped_s, trip_count, device_nos, derived_at)
                    SELECT :id, CAST(day AS date), 1, now(), now(), metres, 1, 1, 1, '{1}', now()
                    FROM (VALUES ('2026-11-15', 90000), ('2026-11-16', 61400), ('2026-11-20', 12300)) AS v(day, metres)
                    """),
                Map.of("id", id)));
    assertEquals(Optional.of(41_200 + 74), registry.get(head, id).odometerKm());
    assertEquals(Optional.empty(), registry.get(admin(), id).odometerKm(), "where it drives");
    assertEquals(
        List.of("km"),
        fields(() -> registry.addReading(head, id, Optional.of(41_199), Optional.empty())));
    assertEquals(
        List.of("km"),
        fields(
            () ->
                registry.addReading(
                    head, id, Optional.of(41_201), Optional.of(TODAY.minusDays(11)))));
    assertEquals(
        List.of("km", "on"),
        fields(
            () -> registry.addReading(head, id, Optional.of(-1), Optional.of(TODAY.plusDays(1)))));
    bed.set(TODAY, "10:30");
    VehicleSheet sheet = registry.addReading(head, id, Optional.of(41_270), Optional.empty());
    bed.set(TODAY, "10:00");
    assertEquals(Optional.of(41_270), sheet.odometerKm());
    assertEquals(2, sheet.readings().size());
  }

  @Test
  void whatLeavesTheFleetIsListedNoMoreAndCarriesNoTracker() {
    int id = added("dikes");
    fleet.startRide(new DeviceId("trk-77"), id, bed.instant());
    registry.putDue(admin(), id, "tax", Optional.of(TODAY), Optional.empty());
    assertEquals(List.of("tax"), due(admin(), id));
    bed.set(TODAY, "12:00");
    assertEquals(List.of("reason"), fields(() -> registry.retire(admin(), seen(id), "x")));
    VehicleSheet sheet = registry.retire(admin(), seen(id), "Dilelang");
    assertEquals(TODAY, sheet.retirement().orElseThrow().on());
    assertTrue(sheet.trackers().getFirst().until().isPresent(), "its tracker is free");
    assertEquals(List.of(), due(admin(), id), "nobody pays for it any more");
    assertTrue(fleet.listVehicles(admin()).stream().noneMatch(vehicle -> vehicle.id() == id));
    assertTrue(!fleet.listVehicleIds(bed.head("dikes")).contains(id));
    registry.get(bed.head("dikes"), id);
    assertRefused(409, "vehicle-left-before", () -> registry.retire(admin(), seen(id), "Dilelang"));
    int other =
        registry
            .add(
                admin(),
                draft("Pengganti", "pickup", ""),
                sheet.plates().getFirst().plate(),
                bed.opd("dikes"),
                Optional.empty())
            .id();
    bed.set(TODAY, "10:00");
    assertTrue(other > id, "its plate is free for another");
  }

  @Test
  void thePrivateModeIsDecidedWithAReasonAndItsUseIsSeenByWhoSeesRoutes() {
    int id = added("dikes");
    assertFalse(registry.get(admin(), id).privateMode(), "a service vehicle");
    var unsaid = new Seen(id, Optional.empty());
    assertEquals(
        List.of("reason", "allowed", "basedOn"),
        fields(() -> registry.setPrivateMode(admin(), unsaid, Optional.empty(), " ")));
    assertTrue(
        registry
            .setPrivateMode(admin(), seen(id), Optional.of(true), "SK Bupati: dibawa pulang")
            .privateMode());
    bed.service(
        session ->
            session.change(
                Sql.of(
                    """
                    INSERT INTO private_time (vehicle_id, device_no, allowed, day, from_time, until_time, fix_count)
                    SELECT :id, 1, allowed, CAST(day AS date), CAST(day || since AS timestamptz), CAST(day || until AS timestamptz), 9
                    FROM (VALUES (true, '2026-11-20', ' 18:00+08', ' 18:30+08'), (true, '2026-11-20', ' 18:20+08', ' 18:40+08'),
                                 (false, '2026-11-23', ' 09:00+08', ' 09:05+08'), (true, '2025-11-25', ' 18:00+08', ' 19:00+08'))
                      AS v(allowed, day, since, until)
                    """),
                Map.of("id", id)));
    PrivateUse use = registry.get(bed.head("dikes"), id).privateUse().orElseThrow();
    assertEquals(List.of(1, 40), List.of(use.days(), use.minutes()), "of the last year, and once");
    assertEquals(List.of(1, 5), List.of(use.refusedDays(), use.refusedMinutes()));
    assertEquals(
        List.of(false, true, true, true),
        use.spells().stream().map(PrivateUse.Spell::allowed).toList());
    assertEquals(use, registry.get(bed.leader(), id).privateUse().orElseThrow());
    assertEquals(Optional.empty(), registry.get(admin(), id).privateUse(), "when it drives");
    assertEquals(Optional.empty(), registry.get(bed.technician(), id).privateUse());
  }

  @Test
  void aTrackerIsTakenOut() {
    int id = added("pupr");
    fleet.startRide(new DeviceId("trk-9"), id, bed.instant());
    bed.set(TODAY, "10:20");
    VehicleSheet sheet = registry.takeOutTracker(bed.technician(), id);
    assertEquals(Optional.of(bed.instant()), sheet.trackers().getFirst().until());
    assertEquals(sheet, registry.takeOutTracker(bed.technician(), id), "nothing to take");
    bed.set(TODAY, "10:00");
  }

  /** When every check in Java has been forgotten. */
  @Test
  void theDatabaseLetsOnlyTheAdministratorChangeTheFleet() {
    int id = added("dikes");
    List<String> deeds =
        List.of(
            "INSERT INTO vehicle_keeper (vehicle_id, opd_id, since) SELECT :id, id, now() FROM opd LIMIT 1",
            "INSERT INTO vehicle_plate (vehicle_id, plate, since) VALUES (:id, 'DR 1 X', '2027-01-01')",
            "INSERT INTO vehicle (name, kind, use_class, created_at) SELECT 'X' || :id, 'car', 'service', now()");
    for (Viewer viewer : List.of(bed.head("dikes"), bed.technician(), bed.leader())) {
      for (String deed : deeds) {
        assertThrows(
            RuntimeException.class,
            () -> bed.db().as(viewer, session -> session.change(Sql.of(deed), Map.of("id", id))),
            viewer.role() + " " + deed);
      }
      Sql rename = Sql.of("UPDATE vehicle SET name = 'Milik saya' WHERE id = :id");
      long renamed = bed.db().as(viewer, session -> session.change(rename, Map.of("id", id)));
      assertEquals(0, renamed);
    }
    Sql due =
        Sql.of(
            """
            INSERT INTO vehicle_due (vehicle_id, kind, due_on, author_id, author_name, made_at)
            VALUES (:id, 'tax', '2027-01-01', :author, 'X', now())
            """);
    for (Viewer viewer : List.of(bed.head("pupr"), bed.leader(), bed.technician())) {
      Map<String, Object> row = Map.of("id", id, "author", viewer.userId());
      assertThrows(
          RuntimeException.class, () -> bed.db().as(viewer, session -> session.change(due, row)));
    }
  }
}
