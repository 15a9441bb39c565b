package id.pantau.acceptance.chain;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.acceptance.chaos.Seen;
import id.pantau.acceptance.chaos.StoredRecords;
import id.pantau.collector.activity.DemoActivities;
import id.pantau.collector.auth.Audit;
import id.pantau.collector.auth.Auth;
import id.pantau.collector.auth.NewUser;
import id.pantau.collector.db.Db;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.region.Region;
import id.pantau.collector.scope.Role;
import id.pantau.wire.DeviceId;
import id.pantau.wire.LatLon;
import id.pantau.workbench.TestFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Pantau as a regency has it, small: services, collector, people, and vehicles with trackers. */
final class Installation implements AutoCloseable {
  static final String PASSWORD = "a password of tests";
  static final String LEADER = "bupati";

  /** Of the agency of health; there only with activities. */
  static final String OPERATOR = "operator.dikes";

  static final String TECHNICIAN = "teknisi";

  private static final long SEED = 7;
  private static final InstantSource CLOCK = InstantSource.system();

  private static final Duration RIDING_SINCE = Duration.ofDays(5_000);

  private final Path folder;
  private final Backbone backbone;
  private final CollectorProcess collector;
  private final ZoneId zone;

  private Installation(Path folder, Backbone backbone, CollectorProcess collector, ZoneId zone) {
    this.folder = folder;
    this.backbone = backbone;
    this.collector = collector;
    this.zone = zone;
  }

  /**
   * A position as the compact route tells it.
   *
   * @param at in steps of a millionth of a degree
   */
  record Told(Instant time, LatLon at, int flags) {}

  /** Starts it with a vehicle for each of these trackers, numbered from 1 in this order. */
  static Installation start(String purpose, List<DeviceId> devices) {
    return start(purpose, db -> plantVehicles(db, devices));
  }

  /** As {@link #start(String, List)}, and every agency has activities and an operator. */
  static Installation startWithActivities(String purpose, List<DeviceId> devices) {
    return start(
        purpose,
        db -> {
          plantVehicles(db, devices);
          plantActivities(db);
        });
  }

  private static Installation start(String purpose, Consumer<Db> planting) {
    Path folder = TestFolder.create(purpose);
    Backbone backbone = Backbone.startForTest(folder);
    try (Db db = Db.open(backbone.database())) {
      addUsers(
          db,
          user(LEADER, "Bupati", Role.LEADER, OptionalInt.empty()),
          user(TECHNICIAN, "Teknisi", Role.TECHNICIAN, OptionalInt.empty()));
      planting.accept(db);
      ZoneId zone = region(db).zone();
      return new Installation(folder, backbone, CollectorProcess.start(backbone, folder), zone);
    } catch (RuntimeException e) {
      backbone.close();
      throw e;
    }
  }

  private static Region region(Db db) {
    return Region.open(db, "lombok-timur", CLOCK);
  }

  private static void addUsers(Db db, NewUser... users) {
    new Auth(db, new Audit(db, CLOCK), CLOCK).addPublicUsers(List.of(users));
  }

  private static NewUser user(String userName, String name, Role role, OptionalInt opdId) {
    return new NewUser(userName, name, role, opdId, PASSWORD);
  }

  private static void plantVehicles(Db db, List<DeviceId> devices) {
    Region region = region(db);
    int opd = region.findOpd("dikes").orElseThrow().id();
    var fleet = new Fleet(db, region, CLOCK);
    for (DeviceId device : devices) {
      int vehicle =
          fleet.addVehicle(
              new NewVehicle(
                  "DR " + (devices.indexOf(device) + 1) + " L",
                  "Kendaraan " + device,
                  "car",
                  "service",
                  opd,
                  Optional.empty(),
                  Optional.empty()));
      fleet.startRide(device, vehicle, CLOCK.instant().minus(RIDING_SINCE));
    }
  }

  private static void plantActivities(Db db) {
    Region region = region(db);
    addUsers(
        db,
        region.listOpds().stream()
            .map(
                opd ->
                    user(
                        "operator." + opd.handle(),
                        "Operator " + opd.name(),
                        Role.OPD_OPERATOR,
                        OptionalInt.of(opd.id())))
            .toArray(NewUser[]::new));
    Instant morning = region.today().atStartOfDay(region.zone()).toInstant();
    DemoActivities.load(db, region, morning, SEED);
  }

  Path folder() {
    return folder;
  }

  Backbone backbone() {
    return backbone;
  }

  CollectorProcess collector() {
    return collector;
  }

  ApiClient logIn(String userName) {
    return ApiClient.login(collector.address(), userName, PASSWORD);
  }

  /** The id of the vehicle in which this tracker rides, as the interface tells it. */
  static int vehicleOf(ApiClient who, DeviceId device) {
    for (JsonNode each : who.get("/vehicles").good().get("items")) {
      if (each.path("deviceId").asText().equals(device.value())) {
        return each.get("id").asInt();
      }
    }
    throw new AssertionError("no vehicle with " + device);
  }

  /** Everything that is stored of one tracker. */
  List<Seen> stored(DeviceId device) {
    return StoredRecords.read(backbone.jdbcUrl()).stream()
        .filter(seen -> seen.key().device().equals(device))
        .toList();
  }

  /** The compact routes of all days between two moments, one after the other. */
  List<Told> route(ApiClient who, int vehicle, Instant from, Instant until) {
    var told = new ArrayList<Told>();
    LocalDate last = until.atZone(zone).toLocalDate();
    for (LocalDate day = from.atZone(zone).toLocalDate();
        !day.isAfter(last);
        day = day.plusDays(1)) {
      JsonNode route =
          who.get("/vehicles/" + vehicle + "/days/" + day + "/route?format=compact").good();
      long timeMs = route.path("startTime").asLong();
      long lat = 0;
      long lon = 0;
      for (int i = 0; i < route.get("count").asInt(); i++) {
        timeMs += route.get("timesMs").get(i).asLong();
        lat += route.get("latsE6").get(i).asLong();
        lon += route.get("lonsE6").get(i).asLong();
        told.add(
            new Told(
                Instant.ofEpochMilli(timeMs),
                new LatLon(lat / 1e6, lon / 1e6),
                route.get("flags").get(i).asInt()));
      }
    }
    return told;
  }

  @Override
  public void close() {
    collector.close();
    backbone.close();
  }
}
