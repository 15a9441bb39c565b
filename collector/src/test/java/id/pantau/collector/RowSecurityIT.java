package id.pantau.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.activity.ActivityBed;
import id.pantau.collector.db.Sql;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.scope.Role;
import id.pantau.collector.scope.Viewer;
import id.pantau.wire.DeviceId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The second wall: what the database shows when every check in Java has been forgotten. */
class RowSecurityIT {
  /**
   * Everybody who is logged in may read these whole: facts of the region and lists of words. A new
   * table that people may read stands here or has policies.
   */
  private static final Set<String> OPEN =
      new TreeSet<>(
          Set.of(
              "region",
              "opd",
              "area",
              "work_hours",
              "work_profile",
              "holiday",
              "work_exception",
              "map_feature",
              "device",
              "funding_source",
              "classification",
              "fiscal_year",
              "obstacle_code",
              "activity_rules",
              "visit_rules",
              "visit_reach"));

  private static ActivityBed bed;

  @BeforeAll
  static void fill() {
    bed = new ActivityBed(LocalDate.of(2026, 11, 25), "10:00");
    int packageId = bed.give("dikes", ActivityBed.Plan.works("Puskesmas"));
    var fleet = new Fleet(bed.db(), bed.region(), bed);
    int vehicle =
        fleet.addVehicle(
            new NewVehicle(
                "DR 1 L",
                "Ambulans",
                "ambulance",
                "service",
                bed.opd("dikes"),
                Optional.of("Kepala Puskesmas"),
                Optional.empty()));
    fleet.startRide(new DeviceId("amb-1"), vehicle, bed.instant());
    bed.service(
        s ->
            s.change(
                Sql.of(
                    """
                    INSERT INTO vehicle_day (vehicle_id, day, fix_count, first_fix_time, last_fix_time, distance_m, moving_s, stopped_s,
                                             trip_count, device_nos, derived_at)
                    VALUES (:vehicle, '2026-11-25', 1, now(), now(), 1, 1, 1, 0, ARRAY[1], now())
                    """),
                Map.of("vehicle", vehicle)));
    bed.service(
        s ->
            s.change(
                Sql.of(
                    """
                    INSERT INTO private_time (vehicle_id, device_no, allowed, day, from_time, until_time, fix_count)
                    VALUES (:vehicle, 1, true, '2026-11-25', now(), now(), 1)
                    """),
                Map.of("vehicle", vehicle)));
    bed.service(
        s ->
            s.change(
                Sql.of(
                    """
                    INSERT INTO presence (vehicle_id, day, area_id, opd_id, stay_count, stayed_s) VALUES (:vehicle, '2026-11-25', 1, :opd, 1, 600)
                    """),
                Map.of("vehicle", vehicle, "opd", bed.opd("dikes"))));
    bed.service(
        s ->
            s.change(
                Sql.of(
                    """
                    INSERT INTO route_line (vehicle_id, day, nr, geom)
                    VALUES (:vehicle, '2026-11-25', 1, ST_GeomFromText('LINESTRING(0 0, 1 1)', 3857))
                    """),
                Map.of("vehicle", vehicle)));
    addPapers(vehicle);
    addVisit(packageId, vehicle);
    addAlert(vehicle);
  }

  /** Its tax is due, and somebody has looked at its odometer. */
  private static void addPapers(int vehicle) {
    Viewer head = bed.head("dikes");
    for (String rest :
        List.of(
            "vehicle_due (kind, due_on, vehicle_id, author_id, author_name, made_at) VALUES ('tax', '2026-12-01'",
            "odometer_reading (read_on, km, vehicle_id, author_id, author_name, made_at) VALUES ('2026-11-25', 5")) {
      bed.db()
          .as(
              head,
              s ->
                  s.change(
                      Sql.of("INSERT INTO " + rest + ", :vehicle, :author, 'X', now())"),
                      Map.of("vehicle", vehicle, "author", head.userId())));
    }
  }

  /** An alert that somebody has in hand. */
  private static void addAlert(int vehicle) {
    bed.service(
        s ->
            s.change(
                Sql.of(
                    """
                    INSERT INTO alert (rule, rule_version, vehicle_id, opd_id, day, start_time, end_time, goes_on, severity, of_device, times,
                                       details, made_at, announce_at, target_at, clarify_until, derived_at)
                    VALUES ('tow', 0, :vehicle, :opd, '2026-11-25', now(), now(), false, 'high', false, 1, '{}', now(), now(), now(), now(), now())
                    """),
                Map.of("vehicle", vehicle, "opd", bed.opd("dikes"))));
    bed.db()
        .as(
            bed.leader(),
            s ->
                s.change(
                    Sql.of(
                        """
                        INSERT INTO alert_action (alert_id, opd_id, kind, reason, author_id, author_name, author_role, made_at)
                        SELECT id, opd_id, 'acknowledge', 'Menelepon', :author, 'X', 'leader', now() FROM alert
                        """),
                    Map.of("author", bed.leader().userId())));
  }

  /** A visit that somebody confirmed, and that looked otherwise before. */
  private static void addVisit(int packageId, int vehicle) {
    bed.service(
        s ->
            s.change(
                Sql.of(
                    """
                    INSERT INTO visit (vehicle_id, day, package_id, opd_id, vehicle_opd_id, arrive, leave, goes_on, stay_s, distance_m,
                                       slow_travel, geom, level, score, reasons, shared, derived_at)
                    VALUES (:vehicle, '2026-11-25', :package, :opd, :opd, now(), now(), false, 600, 80, false,
                            ST_SetSRID(ST_MakePoint(116.53, -8.65), 4326), 'strong', 6, 'near', 0, now())
                    """),
                Map.of("vehicle", vehicle, "package", packageId, "opd", bed.opd("dikes"))));
    bed.service(s -> s.change(Sql.of("UPDATE visit SET level = 'medium'"), Map.of()));
    bed.db()
        .as(
            bed.leader(),
            s ->
                s.change(
                    Sql.of(
                        """
                        INSERT INTO visit_decision (visit_id, opd_id, decision, arrive, leave, distance_m, level, reasons, author_id,
                                                    author_name, author_role, decided_at)
                        SELECT id, opd_id, 'confirmed', arrive, leave, distance_m, level, reasons, :author, 'X', 'leader', now() FROM visit
                        """),
                    Map.of("author", bed.leader().userId())));
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  private static Viewer viewer(Role role, String opd) {
    OptionalInt id = opd.isEmpty() ? OptionalInt.empty() : OptionalInt.of(bed.opd(opd));
    return new Viewer(1, "x", "X", role, id, Locale.of("id"));
  }

  private static List<String> tables(String condition) {
    return bed
        .service(
            s ->
                s.list(
                    Sql.of(
                        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                            + " AND relkind IN ('r', 'p') AND "
                            + condition
                            + " ORDER BY relname"),
                    Map.of()))
        .stream()
        .map(row -> row.getText("relname"))
        .filter(name -> !name.equals("spatial_ref_sys"))
        .toList();
  }

  private static final String APP_READS = "has_table_privilege('pantau_app', oid, 'SELECT')";

  /** Rows of every guarded table that this viewer can read, tables without rows left out. */
  private static Map<String, Integer> seen(Viewer viewer) {
    return tables(APP_READS + " AND relrowsecurity").stream()
        .collect(
            Collectors.toMap(
                table -> table,
                table ->
                    bed.db()
                        .as(
                            viewer,
                            s -> s.get(Sql.of("SELECT count(*) AS n FROM " + table), Map.of()))
                        .getInt("n")))
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue() > 0)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  void whatPeopleMayReadIsGuardedOrListedAsOpen() {
    assertEquals(OPEN, new TreeSet<>(tables(APP_READS + " AND NOT relrowsecurity")));
  }

  @Test
  void theGuardHoldsForTheOwnerToo() {
    assertEquals(List.of(), tables("relrowsecurity AND NOT relforcerowsecurity"));
  }

  @Test
  void peopleReadNeitherAccountsNorSessionsNorRawFixes() {
    Set<String> readable = new TreeSet<>(tables(APP_READS));
    for (String secret :
        List.of(
            "user_account",
            "session",
            "wall_screen",
            "audit",
            "idempotency",
            "fix",
            "latest_position",
            "dead_letter",
            "device_event",
            "device_health")) {
      assertTrue(!readable.contains(secret), secret);
    }
  }

  @Test
  void leadersSeeAllAndTheAgencyItsOwn() {
    Map<String, Integer> all = seen(viewer(Role.LEADER, ""));
    assertTrue(
        all.keySet()
            .containsAll(
                List.of(
                    "vehicle",
                    "vehicle_plate",
                    "vehicle_keeper",
                    "ride",
                    "vehicle_due",
                    "odometer_reading",
                    "vehicle_day",
                    "presence",
                    "route_line",
                    "private_time",
                    "visit",
                    "visit_version",
                    "visit_decision",
                    "alert",
                    "alert_action",
                    "work_package")),
        all.toString());
    assertEquals(all, seen(viewer(Role.OPD_HEAD, "dikes")));
    assertEquals(all, seen(viewer(Role.OPD_OPERATOR, "dikes")));
  }

  @Test
  void anotherAgencySeesNothing() {
    assertEquals(Map.of(), seen(viewer(Role.OPD_OPERATOR, "pupr")));
    assertEquals(Map.of(), seen(viewer(Role.OPD_HEAD, "pupr")));
  }

  @Test
  void aHeadWithoutAgencySeesNothing() {
    assertEquals(Map.of(), seen(viewer(Role.OPD_HEAD, "")));
  }

  @Test
  void aTechnicianSeesVehiclesAndTheirTrackersButNotWhereTheyWere() {
    Set<String> vehicles =
        Set.of(
            "vehicle",
            "vehicle_plate",
            "vehicle_keeper",
            "ride",
            "vehicle_due",
            "odometer_reading");
    assertEquals(vehicles, seen(viewer(Role.TECHNICIAN, "")).keySet());
    assertEquals(vehicles, seen(viewer(Role.ADMIN, "")).keySet());
  }

  @Test
  void aFormerKeeperSeesTheVehicleNoMore() {
    Viewer former = viewer(Role.OPD_HEAD, "dikes");
    Viewer now = viewer(Role.OPD_HEAD, "dlhk");
    List<String> tables = new ArrayList<>(List.of("vehicle", "vehicle_plate", "vehicle_keeper"));
    try (var other = new ActivityBed(LocalDate.of(2026, 11, 25), "10:00")) {
      int vehicle =
          new Fleet(other.db(), other.region(), other)
              .addVehicle(
                  new NewVehicle(
                      "DR 2 L",
                      "Truk",
                      "waste-truck",
                      "service",
                      other.opd("dikes"),
                      Optional.empty(),
                      Optional.empty()));
      other.service(
          s ->
              s.change(
                  Sql.of(
                      """
                      INSERT INTO vehicle_keeper (vehicle_id, opd_id, since)
                      VALUES (:vehicle, :opd, '2026-11-25T03:00Z')
                      """),
                  Map.of("vehicle", vehicle, "opd", other.opd("dlhk"))));
      for (String table : tables) {
        Sql count = Sql.of("SELECT count(*) AS n FROM " + table);
        assertEquals(0, other.db().as(former, s -> s.get(count, Map.of())).getInt("n"), table);
        assertTrue(other.db().as(now, s -> s.get(count, Map.of())).getInt("n") > 0, table);
      }
    }
  }
}
