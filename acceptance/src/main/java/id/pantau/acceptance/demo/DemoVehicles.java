package id.pantau.acceptance.demo;

import id.pantau.acceptance.sim.SimVehicle;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.fleet.Vehicle;
import id.pantau.collector.region.Region;
import id.pantau.collector.scope.Role;
import id.pantau.collector.scope.Viewer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Registers the simulated vehicles and their trackers with the collector. */
final class DemoVehicles {
  private DemoVehicles() {}

  /**
   * Registers those that are not registered yet.
   *
   * @param since when their trackers were installed
   */
  static void add(Fleet fleet, Region region, List<SimVehicle> vehicles, Instant since) {
    Set<String> known =
        fleet.listVehicles(insider()).stream()
            .map(Vehicle::deviceId)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
    for (SimVehicle vehicle : vehicles) {
      if (!known.contains(vehicle.device().value())) {
        int id =
            fleet.addVehicle(
                new NewVehicle(
                    vehicle.plate(),
                    vehicle.name(),
                    vehicle.kind().word(),
                    vehicle.use(),
                    region
                        .findOpd(vehicle.opd())
                        .orElseThrow(() -> new IllegalStateException("no opd " + vehicle.opd()))
                        .id(),
                    vehicle.holder(),
                    Optional.empty()));
        fleet.startRide(vehicle.device(), id, since);
      }
    }
  }

  /** Somebody who may see all vehicles. */
  static Viewer insider() {
    return new Viewer(
        0, "demo", "Demo", Role.CC_OPERATOR, OptionalInt.empty(), Locale.forLanguageTag("id"));
  }
}
