package id.pantau.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.collector.activity.ActivityBed;
import id.pantau.collector.auth.NewUser;
import id.pantau.collector.db.DbSettings;
import id.pantau.collector.db.Sql;
import id.pantau.collector.db.TestDb;
import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.scope.Role;
import id.pantau.collector.web.Http;
import id.pantau.collector.web.Route;
import id.pantau.wire.DeviceId;
import id.pantau.wire.LatLon;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A collector with somebody of every role, and a package, a vehicle and a tracker of agency {@code
 * dikes}: "own" are its people, "other" those of {@code pupr}.
 */
final class PeopledCollector implements AutoCloseable {
  static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
  private static final String PASSWORD = "a password of tests";

  /** Who asks, in the order of the columns. */
  private static final List<Person> PEOPLE =
      List.of(
          new Person("leader", Role.LEADER, Optional.empty()),
          new Person("verifier", Role.VERIFIER, Optional.empty()),
          new Person("cc-operator", Role.CC_OPERATOR, Optional.empty()),
          new Person("head-own", Role.OPD_HEAD, Optional.of("dikes")),
          new Person("head-other", Role.OPD_HEAD, Optional.of("pupr")),
          new Person("operator-own", Role.OPD_OPERATOR, Optional.of("dikes")),
          new Person("operator-other", Role.OPD_OPERATOR, Optional.of("pupr")),
          new Person("technician", Role.TECHNICIAN, Optional.empty()),
          new Person("admin", Role.ADMIN, Optional.empty()));

  /** What a route cannot do without. */
  private static final Map<String, String> QUERIES =
      Map.of(
          "/api/v1/areas/at", "?lat=-8.65&lon=116.53",
          "/api/v1/vehicles/at", "?moment=2026-11-25T01%3A00%3A00Z",
          "/api/v1/vehicles/{vehicleId}/track", "?from=2026-11-25",
          "/api/v1/vehicles/{vehicleId}/routes", "?from=2026-11-01&to=2026-11-25",
          "/api/v1/vehicles/{vehicleId}/routes/{z}/{x}/{tile}", "?from=2026-11-01&to=2026-11-25",
          "/api/v1/areas/{areaId}/vehicles",
              "?from=2026-11-25T00%3A00%3A00Z&to=2026-11-25T01%3A00%3A00Z");

  private record Person(String name, Role role, Optional<String> opd) {}

  private final ActivityBed bed;
  private final Collector collector;
  private final String wallToken;
  private final Map<String, Http> clients = new HashMap<>();
  private final Map<String, String> ids;

  PeopledCollector() {
    DbSettings database = TestDb.freshSettings();
    bed = new ActivityBed(database, TODAY, "10:00");
    collector =
        Collector.start(
            new CollectorSettings(
                "127.0.0.1", 0, database, Optional.empty(), "lombok-timur", false),
            bed);
    int packageId = bed.give("dikes", ActivityBed.Plan.works("Puskesmas"));
    int vehicleId = addVehicle();
    ids =
        new HashMap<>(
            Map.of("{alertId}", "" + addAlert(vehicleId), "{rule}", "tow", "{permitId}", "999999"));
    ids.putAll(Map.of("{z}", "8", "{x}", "210", "{tile}", "134.mvt"));
    ids.putAll(
        Map.of(
            "{packageId}", "" + packageId,
            "{vehicleId}", "" + vehicleId,
            "{visitId}", "" + addVisit(packageId, vehicleId),
            "{areaId}", "" + addArea(),
            "{placeId}", "" + kecamatan(),
            "{deviceId}", "amb-1",
            "{key}", "nobodys-key",
            "{holdId}", "999999",
            "{opdId}", "" + bed.opd("dikes"),
            "{date}", TODAY.toString()));
    addPeople();
    wallToken = collector.doors().auth().addWallScreen("Ruang rapat");
  }

  List<Route> routes() {
    return collector.routes();
  }

  /** The names of the columns. */
  static List<String> columns() {
    return Stream.of(Stream.of("nobody"), PEOPLE.stream().map(Person::name), Stream.of("wall"))
        .flatMap(names -> names)
        .toList();
  }

  /** By the name of a column; "nobody" has no session. A session is opened once, when asked for. */
  Http client(String column) {
    return clients.computeIfAbsent(column, this::logIn);
  }

  /** The path with the ids of what belongs to {@code dikes}. */
  String path(Route route) {
    String path = route.path();
    for (var id : ids.entrySet()) {
      path = path.replace(id.getKey(), id.getValue());
    }
    return path + QUERIES.getOrDefault(route.path(), "");
  }

  private int addVehicle() {
    var fleet = collector.doors().fleet();
    int id =
        fleet.addVehicle(
            new NewVehicle(
                "DR 1 L",
                "Ambulans",
                "ambulance",
                "service",
                bed.opd("dikes"),
                Optional.of("Kepala Puskesmas"),
                Optional.empty()));
    fleet.startRide(new DeviceId("amb-1"), id, bed.instant());
    return id;
  }

  private int kecamatan() {
    return collector.doors().region().listAreas().stream()
        .filter(area -> area.kind().equals("kecamatan"))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private int addArea() {
    var region = collector.doors().region();
    region.putStoppingPlace("stop:pasar", "Pasar", OptionalInt.empty(), new LatLon(-8.65, 116.53));
    return region.listAreas().stream()
        .filter(area -> area.code().equals("stop:pasar"))
        .findFirst()
        .orElseThrow()
        .id();
  }

  /** As if the vehicle had stood at the package this morning. */
  private long addVisit(int packageId, int vehicleId) {
    return bed.service(
            session ->
                session.get(
                    Sql.of(
                        """
                        INSERT INTO visit (vehicle_id, day, package_id, opd_id, vehicle_opd_id, arrive, leave, goes_on, stay_s, distance_m,
                                           slow_travel, geom, level, score, reasons, shared, derived_at)
                        VALUES (:vehicle, CAST(:day AS date), :package, :opd, :opd, '2026-11-25T01:00Z', '2026-11-25T01:42Z', false, 2520, 80,
                                false, ST_SetSRID(ST_MakePoint(116.53, -8.65), 4326), 'strong', 6, 'close long-stay same-opd', 0, now())
                        RETURNING id
                        """),
                    Map.of(
                        "vehicle", vehicleId,
                        "package", packageId,
                        "opd", bed.opd("dikes"),
                        "day", TODAY)))
        .getLong("id");
  }

  /** As if it had been towed away. */
  private long addAlert(int vehicleId) {
    return bed.service(
            session ->
                session.get(
                    Sql.of(
                        """
                        INSERT INTO alert (rule, rule_version, vehicle_id, opd_id, day, start_time, end_time, goes_on, severity, of_device, times,
                                           details, geom, place, made_at, announce_at, target_at, clarify_until, derived_at)
                        VALUES ('tow', 0, :vehicle, :opd, CAST(:day AS date), '2026-11-25T01:00Z', '2026-11-25T01:00Z', false, 'high', false, 1,
                                '{"distanceM": 120}', ST_SetSRID(ST_MakePoint(116.53, -8.65), 4326), 'Selong', now(), now(), now(), now(), now())
                        RETURNING id
                        """),
                    Map.of("vehicle", vehicleId, "opd", bed.opd("dikes"), "day", TODAY)))
        .getLong("id");
  }

  private void addPeople() {
    collector
        .doors()
        .auth()
        .addPublicUsers(
            PEOPLE.stream()
                .map(
                    person ->
                        new NewUser(person.name, person.name, person.role, opdOf(person), PASSWORD))
                .toList());
  }

  private OptionalInt opdOf(Person person) {
    return person.opd.isPresent() ? OptionalInt.of(bed.opd(person.opd.get())) : OptionalInt.empty();
  }

  private Http logIn(String column) {
    Http nobody = Http.of("http://127.0.0.1:" + collector.port());
    return switch (column) {
      case "nobody" -> nobody;
      case "wall" -> session(nobody, "{\"wallToken\":\"" + wallToken + "\"}");
      default ->
          session(nobody, "{\"userName\":\"" + column + "\",\"password\":\"" + PASSWORD + "\"}");
    };
  }

  private static Http session(Http nobody, String credentials) {
    Http.Answer answer = nobody.post("/api/v1/session", credentials);
    assertEquals(200, answer.status(), answer.text());
    return nobody.with(answer.header("Set-Cookie").split(";")[0]);
  }

  @Override
  public void close() {
    collector.close();
    bed.close();
  }
}
