package id.pantau.collector.fleet;

import id.pantau.collector.db.Db;
import id.pantau.collector.db.Session;
import id.pantau.collector.region.Region;
import id.pantau.collector.scope.Viewer;
import id.pantau.wire.DeviceId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The vehicles and their trackers. Safe for all threads. */
public final class Fleet {
  private final Db db;
  private final Region region;
  private final InstantSource clock;
  private final Map<DeviceId, Integer> numbers = new ConcurrentHashMap<>();
  private final RideCache rides;

  public Fleet(Db db, Region region, InstantSource clock) {
    this.db = db;
    this.region = region;
    this.clock = clock;
    this.rides = new RideCache(this::readRides, clock);
  }

  /** The vehicles of the fleet that this viewer may see. */
  public List<Vehicle> listVehicles(Viewer viewer) {
    return db.as(viewer, session -> new FleetStore(session).listVehicles(OptionalInt.empty()));
  }

  /** The ids of the same vehicles, in a tenth of the time: every look at the map asks for them. */
  public Set<Integer> listVehicleIds(Viewer viewer) {
    return db.as(viewer, session -> new FleetStore(session).listVehicleIds());
  }

  /** A vehicle, also one that has left the fleet, if this viewer may see it. */
  public Optional<Vehicle> findVehicle(Viewer viewer, int id) {
    return db.as(
        viewer,
        session -> new FleetStore(session).listVehicles(OptionalInt.of(id)).stream().findFirst());
  }

  /** Registers a vehicle; its id. */
  public int addVehicle(NewVehicle vehicle) {
    return db.asService(session -> addVehicle(session, vehicle));
  }

  /** As {@link #addVehicle(NewVehicle)}, within a transaction that is not ours. */
  public int addVehicle(Session session, NewVehicle vehicle) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    LocalDate today = LocalDate.ofInstant(now, region.zone());
    return new FleetStore(session).addVehicle(vehicle, now, today);
  }

  /** Registers a tracker before it speaks; its number, also when it is known already. */
  public int addDevice(DeviceId device) {
    return number(device, false);
  }

  /** The number of a tracker that speaks; one that nobody has registered registers itself. */
  public int deviceNo(DeviceId device) {
    return number(device, true);
  }

  /**
   * Puts a tracker into a vehicle from this moment on; whatever rode there, and wherever it rode
   * before, ends then.
   *
   * @throws RuntimeException when either already rides from a later moment
   */
  public void startRide(DeviceId device, int vehicleId, Instant from) {
    int no = addDevice(device);
    db.doAsService(session -> new FleetStore(session).startRide(no, vehicleId, from));
    rides.renew();
  }

  /** Takes the tracker out of a vehicle from this moment on; nothing happens when there is none. */
  public void endRide(int vehicleId, Instant at) {
    db.doAsService(session -> new FleetStore(session).endRide(vehicleId, at));
    rides.renew();
  }

  /** The number of a tracker, registered within a transaction that is not ours. */
  public int addDevice(Session session, DeviceId device) {
    return new FleetStore(session).deviceNo(device, clock.instant(), false);
  }

  /**
   * As {@link #startRide(DeviceId, int, Instant)}, within a transaction that is not ours; nothing
   * happens when it rides there already. After the commit say {@link #changed}.
   */
  public void startRide(Session session, int deviceNo, int vehicleId, Instant from) {
    var store = new FleetStore(session);
    if (!store.ridesNow(deviceNo, vehicleId)) {
      store.startRide(deviceNo, vehicleId, from);
    }
  }

  /**
   * What this tracker sends is believed no longer, within a transaction that is not ours; the first
   * reason stays. After the commit say {@link #changed}.
   */
  public void revoke(Session session, int deviceNo, String by, String reason) {
    new FleetStore(session).revoke(deviceNo, clock.instant(), by, reason);
  }

  /** It is believed again. */
  public void admit(Session session, int deviceNo) {
    new FleetStore(session).admit(deviceNo);
  }

  /** Whether what this tracker sends is not to be believed. */
  public boolean isRevoked(int deviceNo) {
    return rides.get().revoked().contains(deviceNo);
  }

  /** Somebody has committed a change through a transaction of their own. */
  public void changed() {
    rides.renew();
  }

  /** The vehicle that this tracker rode in at that moment. */
  public OptionalInt vehicleOf(int deviceNo, Instant at) {
    for (Ride ride : rides.get().byDevice().getOrDefault(deviceNo, List.of())) {
      if (ride.covers(at)) {
        return OptionalInt.of(ride.vehicleId());
      }
    }
    return OptionalInt.empty();
  }

  /** Which trackers rode in this vehicle in [{@code from}, {@code until}), in order. */
  public List<Ride> listRides(int vehicleId, Instant from, Instant until) {
    return rides.get().byVehicle().getOrDefault(vehicleId, List.of()).stream()
        .filter(ride -> ride.overlaps(from, until))
        .sorted(java.util.Comparator.comparing(Ride::from))
        .toList();
  }

  /** All rides that have not ended. */
  public List<Ride> currentRides() {
    return rides.get().byDevice().values().stream()
        .flatMap(List::stream)
        .filter(ride -> ride.until().isEmpty())
        .toList();
  }

  /** Not computeIfAbsent: it would hold a lock of the map while the database answers. */
  private int number(DeviceId device, boolean byItself) {
    Integer known = numbers.get(device);
    if (known == null) {
      known =
          db.asService(
              session -> new FleetStore(session).deviceNo(device, clock.instant(), byItself));
      numbers.put(device, known);
    }
    return known;
  }

  private RideCache.Rows readRides() {
    return db.asService(
        session -> {
          var store = new FleetStore(session);
          return new RideCache.Rows(store.listRides(OptionalInt.empty()), store.listRevoked());
        });
  }
}
