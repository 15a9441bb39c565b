package id.pantau.acceptance.chain;

import id.pantau.collector.auth.Audit;
import id.pantau.collector.auth.Auth;
import id.pantau.collector.auth.NewUser;
import id.pantau.collector.db.Db;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.region.Region;
import id.pantau.collector.scope.Role;
import id.pantau.wire.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What an empty database needs before a collector is of use: leaders who may see everything, and
 * vehicles with their trackers. Goes through the doors of the collector, before it starts.
 */
public final class Enrolment {
  private static final String PASSWORD = "of-tests-only";

  /** Older than anything that a test or a measurement lets a tracker tell. */
  private static final Duration INSTALLED = Duration.ofDays(60);

  private static final List<String> AGENCIES = List.of("dikes", "pupr");

  private Enrolment() {}

  /** Makes the accounts {@code leader-1} to {@code leader-N}. */
  public static void addLeaders(Backbone backbone, int count) {
    addUsers(
        backbone,
        region ->
            IntStream.rangeClosed(1, count)
                .mapToObj(i -> user("leader-" + i, Role.LEADER, OptionalInt.empty())));
  }

  /** Makes the account {@code operator-HANDLE} in every agency. */
  public static void addOperators(Backbone backbone) {
    addUsers(
        backbone,
        region ->
            region.listOpds().stream()
                .map(
                    opd ->
                        user(
                            "operator-" + opd.handle(),
                            Role.OPD_OPERATOR,
                            OptionalInt.of(opd.id()))));
  }

  private static NewUser user(String name, Role role, OptionalInt opd) {
    return new NewUser(name, name, role, opd, PASSWORD);
  }

  private static void addUsers(Backbone backbone, Function<Region, Stream<NewUser>> users) {
    InstantSource clock = InstantSource.system();
    try (Db db = Db.open(backbone.database())) {
      Region region = Region.open(db, "lombok-timur", clock);
      Auth auth = new Auth(db, new Audit(db, clock), clock);
      auth.addPublicUsers(users.apply(region).toList());
    }
  }

  /** The session of the leader with this number, from 1. */
  public static ApiClient login(String address, int number) {
    return ApiClient.login(address, "leader-" + number, PASSWORD);
  }

  /** Puts each tracker into a vehicle of its own; the ids of the vehicles. */
  public static Map<DeviceId, Integer> addVehicles(Backbone backbone, List<DeviceId> devices) {
    InstantSource clock = InstantSource.system();
    Instant installed = clock.instant().minus(INSTALLED);
    try (Db db = Db.open(backbone.database())) {
      Region region = Region.open(db, "lombok-timur", clock);
      var fleet = new Fleet(db, region, clock);
      List<Integer> agencies =
          AGENCIES.stream().map(name -> region.findOpd(name).orElseThrow().id()).toList();
      var ids = new LinkedHashMap<DeviceId, Integer>();
      for (DeviceId device : devices) {
        int number = ids.size() + 1;
        int id =
            fleet.addVehicle(
                new NewVehicle(
                    "DR " + number + " TS",
                    "Vehicle " + number,
                    "car",
                    "service",
                    agencies.get(number % agencies.size()),
                    Optional.empty(),
                    Optional.empty()));
        fleet.startRide(device, id, installed);
        ids.put(device, id);
      }
      return ids;
    }
  }
}
