package id.pantau.collector.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.pantau.collector.db.Db;
import id.pantau.collector.db.TestDb;
import id.pantau.collector.region.Region;
import id.pantau.collector.scope.Role;
import id.pantau.collector.scope.Viewer;
import id.pantau.wire.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FleetIT {
  private static final Instant NOW = Instant.parse("2026-11-25T01:00:00Z");
  private Db db;
  private Region region;
  private Fleet fleet;

  @BeforeEach
  void open() {
    db = TestDb.open();
    region = Region.open(db, "lombok-timur", () -> NOW);
    fleet = new Fleet(db, region, () -> NOW);
  }

  @AfterEach
  void close() {
    db.close();
  }

  private int vehicleOf(String opd) {
    return fleet.addVehicle(
        new NewVehicle(
            "DR 1001 L",
            "Ambulans 01",
            "ambulance",
            "service",
            region.findOpd(opd).orElseThrow().id(),
            Optional.empty(),
            Optional.empty()));
  }

  private Viewer viewer(Role role, String opd) {
    OptionalInt opdId =
        opd.isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of(region.findOpd(opd).orElseThrow().id());
    return new Viewer(1, "somebody", "Somebody", role, opdId, Locale.of("id"));
  }

  @Test
  void anAgencySeesItsOwnVehiclesAndLeadersSeeAll() {
    int ours = vehicleOf("dikes");
    int theirs = vehicleOf("pupr");
    Viewer head = viewer(Role.OPD_HEAD, "dikes");
    assertEquals(List.of(ours), fleet.listVehicles(head).stream().map(Vehicle::id).toList());
    assertEquals(Optional.empty(), fleet.findVehicle(head, theirs));
    assertEquals(2, fleet.listVehicles(viewer(Role.LEADER, "")).size());
    assertEquals(2, fleet.listVehicles(viewer(Role.TECHNICIAN, "")).size());
    assertEquals(Set.of(ours), fleet.listVehicleIds(head));
    assertEquals(Set.of(ours, theirs), fleet.listVehicleIds(viewer(Role.LEADER, "")));
    assertEquals(Set.of(), fleet.listVehicleIds(viewer(Role.OPD_HEAD, "bappeda")));
  }

  @Test
  void aTrackerThatMovesToAnotherVehicleKeepsItsHistory() {
    int first = vehicleOf("dikes");
    int second = vehicleOf("dikes");
    DeviceId device = new DeviceId("trk-1");
    fleet.startRide(device, first, NOW.minus(Duration.ofDays(2)));
    fleet.startRide(device, second, NOW.minus(Duration.ofDays(1)));
    int no = fleet.deviceNo(device);
    assertEquals(OptionalInt.empty(), fleet.vehicleOf(no, NOW.minus(Duration.ofDays(3))));
    assertEquals(OptionalInt.of(first), fleet.vehicleOf(no, NOW.minus(Duration.ofHours(30))));
    assertEquals(OptionalInt.of(second), fleet.vehicleOf(no, NOW.minus(Duration.ofDays(1))));
    assertEquals(1, fleet.listRides(first, NOW.minus(Duration.ofDays(9)), NOW).size());
    assertEquals(0, fleet.listRides(first, NOW.minus(Duration.ofHours(2)), NOW).size());
    assertEquals(second, fleet.currentRides().getFirst().vehicleId());
  }

  @Test
  void aVehicleGetsANewTrackerAndTheOldOneRidesNowhere() {
    int vehicle = vehicleOf("dikes");
    fleet.startRide(new DeviceId("old"), vehicle, NOW.minus(Duration.ofDays(2)));
    fleet.startRide(new DeviceId("new"), vehicle, NOW);
    assertEquals(OptionalInt.empty(), fleet.vehicleOf(fleet.deviceNo(new DeviceId("old")), NOW));
    assertEquals(
        Optional.of("new"), fleet.listVehicles(viewer(Role.LEADER, "")).getFirst().deviceId());
  }

  @Test
  void twoTrackersCannotRideInOneVehicleAtOnce() {
    int vehicle = vehicleOf("dikes");
    fleet.startRide(new DeviceId("later"), vehicle, NOW);
    assertThrows(
        RuntimeException.class,
        () -> fleet.startRide(new DeviceId("earlier"), vehicle, NOW.minus(Duration.ofDays(1))));
  }

  @Test
  void anUnknownTrackerRegistersItselfOnce() {
    int no = fleet.deviceNo(new DeviceId("stranger"));
    assertEquals(no, new Fleet(db, region, () -> NOW).deviceNo(new DeviceId("stranger")));
    assertNotEquals(no, fleet.deviceNo(new DeviceId("another")));
    assertEquals(OptionalInt.empty(), fleet.vehicleOf(no, NOW));
  }
}
