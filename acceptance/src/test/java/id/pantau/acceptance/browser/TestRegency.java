package id.pantau.acceptance.browser;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.acceptance.chain.ApiClient;
import id.pantau.acceptance.chain.Backbone;
import id.pantau.acceptance.chain.CollectorProcess;
import id.pantau.collector.activity.DemoActivities;
import id.pantau.collector.auth.Audit;
import id.pantau.collector.auth.Auth;
import id.pantau.collector.auth.NewUser;
import id.pantau.collector.db.Db;
import id.pantau.collector.db.Sql;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.region.Opd;
import id.pantau.collector.region.Region;
import id.pantau.collector.scope.Role;
import id.pantau.wire.DeviceId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A regency at the beginning of its working day: people, a year of activities, two vehicles, and
 * the collector as a process of its own before a real database and broker. Nobody has reported
 * today.
 */
final class TestRegency implements AutoCloseable {
  static final String PASSWORD = "untuk-uji-saja";
  static final String LEADER = "bupati";
  static final String DISPATCHER = "operator.cc";
  static final String HEALTH = "dikes";
  static final String ROADS = "pupr";
  static final String VERIFIER = "verifikator";
  static final String TECHNICIAN = "teknisi";
  static final String ADMIN = "admin";
  static final DeviceId AMBULANCE = new DeviceId("uji-01");
  static final DeviceId PICKUP = new DeviceId("uji-02");
  static final String AMBULANCE_PLATE = "DR 9001 UJI";
  static final String PICKUP_PLATE = "DR 9002 UJI";

  private static final long SEED = 52_03;

  /** Not a whole day: a tracker that no test lets drive would be told as one that is silent. */
  private static final Duration INSTALLED = Duration.ofHours(20);

  /** Also tomorrow: a test that runs over midnight finds the same kind of day. */
  private static final Sql EVERYBODY_WORKS =
      Sql.of(
          """
          INSERT INTO work_exception (day, opd_id, working, reason)
          SELECT CAST(:today AS date) + n, NULL, true, 'uji' FROM generate_series(0, 1) AS n
          ON CONFLICT (day, opd_id) DO UPDATE SET working = true
          """);

  private final Backbone backbone;
  private final CollectorProcess collector;
  private final Planted planted;

  private TestRegency(Backbone backbone, CollectorProcess collector, Planted planted) {
    this.backbone = backbone;
    this.collector = collector;
    this.planted = planted;
  }

  private record Planted(
      List<Opd> opds, ZoneId zone, int ambulanceId, int pickupId, String wallToken) {}

  static TestRegency start(Path folder, InstantSource clock) {
    Backbone backbone = Backbone.startForTest(folder);
    try {
      Planted planted = plant(backbone, clock);
      return new TestRegency(backbone, CollectorProcess.start(backbone, folder), planted);
    } catch (RuntimeException | Error e) {
      backbone.close();
      throw e;
    }
  }

  private static Planted plant(Backbone backbone, InstantSource clock) {
    try (Db db = Db.open(backbone.database())) {
      LocalDate today = Region.open(db, "lombok-timur", clock).today();
      db.asService(session -> session.change(EVERYBODY_WORKS, Map.of("today", today)));
      Region region = Region.open(db, "lombok-timur", clock);
      var auth = new Auth(db, new Audit(db, clock), clock);
      plantPeople(auth, region);
      DemoActivities.load(db, region, clock.instant(), SEED);
      var fleet = new Fleet(db, region, clock);
      Instant installed = clock.instant().minus(INSTALLED);
      int ambulance =
          fleet.addVehicle(
              vehicle(AMBULANCE_PLATE, "Ambulans uji", "ambulance", opd(region, HEALTH)));
      fleet.startRide(AMBULANCE, ambulance, installed);
      int pickup =
          fleet.addVehicle(vehicle(PICKUP_PLATE, "Pikap uji", "pickup", opd(region, ROADS)));
      fleet.startRide(PICKUP, pickup, installed);
      return new Planted(
          region.listOpds(), region.zone(), ambulance, pickup, auth.addWallScreen("Layar uji"));
    }
  }

  private static Opd opd(Region region, String handle) {
    return region
        .findOpd(handle)
        .orElseThrow(() -> new IllegalStateException("no agency " + handle));
  }

  private static NewVehicle vehicle(String plate, String name, String kind, Opd opd) {
    return new NewVehicle(
        plate, name, kind, "service", opd.id(), Optional.empty(), Optional.empty());
  }

  private static void plantPeople(Auth auth, Region region) {
    var people = new ArrayList<NewUser>();
    people.add(person(LEADER, "Bupati", Role.LEADER, OptionalInt.empty()));
    people.add(person(DISPATCHER, "Operator CC", Role.CC_OPERATOR, OptionalInt.empty()));
    people.add(person(VERIFIER, "Verifikator", Role.VERIFIER, OptionalInt.empty()));
    people.add(person(TECHNICIAN, "Teknisi", Role.TECHNICIAN, OptionalInt.empty()));
    people.add(person(ADMIN, "Admin", Role.ADMIN, OptionalInt.empty()));
    for (Opd opd : region.listOpds()) {
      String name = "Operator " + opd.name();
      people.add(
          person(operatorOf(opd.handle()), name, Role.OPD_OPERATOR, OptionalInt.of(opd.id())));
    }
    auth.addPublicUsers(people);
  }

  private static NewUser person(String userName, String name, Role role, OptionalInt opdId) {
    return new NewUser(userName, name, role, opdId, PASSWORD);
  }

  static String operatorOf(String handle) {
    return "operator." + handle;
  }

  String address() {
    return collector.address();
  }

  Backbone backbone() {
    return backbone;
  }

  ZoneId zone() {
    return planted.zone;
  }

  Opd opd(String handle) {
    return planted.opds.stream()
        .filter(opd -> opd.handle().equals(handle))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no agency " + handle));
  }

  /** An agency that has reported nothing today, and has at least so much to report. */
  Opd silentOpd(int duties) {
    try (ApiClient leader = client(LEADER)) {
      for (JsonNode each : leader.get("/compliance").good().get("opds")) {
        if (each.get("state").asText().equals("none") && each.get("dueCount").asInt() >= duties) {
          return planted.opds.stream()
              .filter(opd -> opd.id() == each.get("opdId").asInt())
              .findFirst()
              .orElseThrow();
        }
      }
    }
    throw new IllegalStateException("every agency has reported something");
  }

  /** That of {@link #HEALTH}. */
  int ambulanceId() {
    return planted.ambulanceId;
  }

  /** That of {@link #ROADS}. */
  int pickupId() {
    return planted.pickupId;
  }

  /** What opens the wall screen. */
  String wallToken() {
    return planted.wallToken;
  }

  /** The same person at the interface itself. */
  ApiClient client(String userName) {
    return ApiClient.login(address(), userName, PASSWORD);
  }

  /** The first hundred activities of an agency. */
  List<JsonNode> packages(Opd opd) {
    try (ApiClient leader = client(LEADER)) {
      var packages = new ArrayList<JsonNode>();
      leader
          .get("/packages?limit=100&opdId=" + opd.id())
          .good()
          .get("items")
          .forEach(packages::add);
      return packages;
    }
  }

  @Override
  public void close() {
    try {
      collector.close();
    } finally {
      backbone.close();
    }
  }
}
