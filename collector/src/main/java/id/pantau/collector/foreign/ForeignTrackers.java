package id.pantau.collector.foreign;

import id.pantau.collector.auth.Audit;
import id.pantau.collector.db.Db;
import id.pantau.collector.db.Session;
import id.pantau.collector.fleet.DeviceNames;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.web.Problem;
import id.pantau.wire.DeviceId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Telephones and trackers of other makers, and the keys by which they are known. Safe for all
 * threads.
 *
 * <p>The keys are kept in memory as their hashes, so that whoever knocks without one costs the
 * database nothing: read again after every change of ours, and at least every {@link
 * #KEYS_FRESH_FOR}, because another collector may have changed them.
 */
public final class ForeignTrackers {
  static final Duration KEYS_FRESH_FOR = Duration.ofSeconds(10);

  private final Db db;
  private final Fleet fleet;
  private final Audit audit;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private volatile Keys keys = new Keys(Instant.MIN, Map.of());

  /** Who has which key, by its hash. */
  private record Keys(Instant readAt, Map<ByteBuffer, Known> byHash) {}

  /** A tracker that has shown its key. */
  public record Known(int deviceNo, DeviceId device) {}

  public ForeignTrackers(Db db, Fleet fleet, Audit audit, InstantSource clock) {
    this.db = db;
    this.fleet = fleet;
    this.audit = audit;
    this.clock = clock;
  }

  /** Whose key this is; empty when it is nobody's, or of a tracker that is revoked. */
  public Optional<Known> find(String key) {
    return Optional.ofNullable(fresh().byHash.get(ByteBuffer.wrap(new ForeignKey(key).hash())))
        .filter(known -> !fleet.isRevoked(known.deviceNo()));
  }

  /** Every foreign tracker, also those without a key. */
  public List<ForeignTracker> listTrackers() {
    return db.asService(session -> new ForeignStore(session).listTrackers());
  }

  /**
   * What somebody wants a key for.
   *
   * @param deviceId the tracker's name; empty = one after its vehicle
   * @param vehicleId the vehicle it rides in from now on
   */
  public record Wish(Optional<String> deviceId, OptionalInt vehicleId) {}

  /**
   * Registers a tracker and makes its key.
   *
   * @throws Problem 422 for a wrong name, 400 for none, 404 for an unknown vehicle, 409 {@code
   *     foreign-name-taken}
   */
  public NewKey add(Viewer by, Wish wish) {
    if (wish.vehicleId().isPresent()
        && fleet.findVehicle(by, wish.vehicleId().getAsInt()).isEmpty()) {
      throw Problem.of(404, "no-such-vehicle");
    }
    Optional<DeviceId> named = wish.deviceId().map(DeviceNames::require);
    var key = ForeignKey.random(random);
    Instant now = now();
    DeviceId device =
        db.asService(
            session -> {
              DeviceId name = named.orElseGet(() -> nameFor(session, wish.vehicleId()));
              var store = new ForeignStore(session);
              if (store.isKnown(name.value())) {
                throw Problem.of(409, "foreign-name-taken", name);
              }
              int deviceNo = fleet.addDevice(session, name);
              store.add(deviceNo, key.hash(), now, by.userName());
              wish.vehicleId()
                  .ifPresent(vehicle -> fleet.startRide(session, deviceNo, vehicle, now));
              return name;
            });
    changed();
    audit.record(by.userName(), "foreign-tracker-made", "device:" + device, "");
    return shown(device, wish.vehicleId(), key);
  }

  /**
   * Makes another key; the one before ends now.
   *
   * @throws Problem 404 when there is no such foreign tracker
   */
  public NewKey renewKey(Viewer by, String device) {
    var key = ForeignKey.random(random);
    Instant now = now();
    db.doAsService(
        session -> {
          var store = new ForeignStore(session);
          int deviceNo = require(store, device);
          store.renew(deviceNo, key.hash(), now);
          fleet.admit(session, deviceNo); // as a new certificate would
        });
    changed();
    audit.record(by.userName(), "foreign-key-renewed", "device:" + device, "");
    return shown(new DeviceId(device), OptionalInt.empty(), key);
  }

  /**
   * Ends the key: what the tracker sends is refused from now on. What it has sent stays.
   *
   * @throws Problem 404 when there is no such foreign tracker
   */
  public void revokeKey(Viewer by, String device) {
    Instant now = now();
    boolean ended =
        db.asService(
            session -> {
              var store = new ForeignStore(session);
              return store.revoke(require(store, device), now);
            });
    changed();
    if (ended) {
      audit.record(by.userName(), "foreign-key-revoked", "device:" + device, "");
    }
  }

  private static int require(ForeignStore store, String device) {
    return store
        .find(device)
        .orElseThrow(() -> Problem.of(404, "no-such-device", DeviceNames.shortened(device)));
  }

  private static NewKey shown(DeviceId device, OptionalInt vehicle, ForeignKey key) {
    return new NewKey(
        device.value(), vehicle, key.text(), "/api/v1/osmand/" + key.text(), "/api/v1/owntracks");
  }

  /** The first name after the vehicle that no tracker has. */
  private static DeviceId nameFor(Session session, OptionalInt vehicleId) {
    if (vehicleId.isEmpty()) {
      throw Problem.of(400, "json-field", "deviceId");
    }
    var store = new ForeignStore(session);
    String first = "hp-" + vehicleId.getAsInt();
    String name = first;
    for (int i = 2; store.isKnown(name); i++) {
      name = first + "-" + i;
    }
    return new DeviceId(name);
  }

  /** After the commit. */
  private void changed() {
    fleet.changed();
    keys = read();
  }

  private Keys fresh() {
    Keys now = keys;
    if (now.readAt.equals(Instant.MIN)
        || Duration.between(now.readAt, clock.instant()).abs().compareTo(KEYS_FRESH_FOR) > 0) {
      now = read();
      keys = now;
    }
    return now;
  }

  private Keys read() {
    Instant now = clock.instant();
    return db.asService(
        session ->
            new Keys(
                now,
                new ForeignStore(session)
                    .listKeys().stream()
                        .collect(
                            Collectors.toUnmodifiableMap(
                                key -> ByteBuffer.wrap(key.hash()),
                                key -> new Known(key.deviceNo(), new DeviceId(key.deviceId()))))));
  }

  /** As fine as PostgreSQL keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
