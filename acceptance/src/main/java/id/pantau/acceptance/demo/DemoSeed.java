package id.pantau.acceptance.demo;

import id.pantau.acceptance.sim.OfficeHours;
import id.pantau.acceptance.sim.SimFleet;
import id.pantau.acceptance.sim.SimVehicle;
import id.pantau.collector.activity.Activities;
import id.pantau.collector.activity.DemoActivities;
import id.pantau.collector.activity.WorkPackage;
import id.pantau.collector.auth.Audit;
import id.pantau.collector.auth.Auth;
import id.pantau.collector.db.Db;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.region.Opd;
import id.pantau.collector.region.Region;
import id.pantau.collector.region.WorkCalendar;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Fills the database of the demo through the doors of the collector: accounts, vehicles, roads.
 *
 * <p>The first start does all of it; a later one adds what has become new.
 */
final class DemoSeed {
  /** Trackers were installed so long ago; nothing older is ever shown. */
  private static final Duration INSTALLED = Duration.ofDays(40);

  private static final long ACTIVITY_SEED = 52_03;

  private final Db db;
  private final Region region;
  private final InstantSource clock;
  private final Fleet fleet;

  DemoSeed(Db db, InstantSource clock) {
    this.db = db;
    this.clock = clock;
    this.region = Region.open(db, "lombok-timur", clock);
    this.fleet = new Fleet(db, region, clock);
  }

  /** A year of packages, plans and daily reports, up to now. */
  void plantActivities() {
    DemoActivities.load(db, region, clock.instant(), ACTIVITY_SEED);
  }

  /** Where the agencies work, by handle: vehicles drive there. */
  Map<String, List<LatLon>> workplaces() {
    var activities = new Activities(db, region, clock, change -> {});
    var places = new HashMap<String, List<LatLon>>();
    for (WorkPackage each : activities.overview(DemoVehicles.insider()).packages()) {
      each.location()
          .ifPresent(
              at ->
                  places
                      .computeIfAbsent(
                          region.getOpd(each.opdId()).handle(), handle -> new ArrayList<>())
                      .add(new LatLon(at.lat(), at.lon())));
    }
    return places;
  }

  /** When an agency with office hours closes. */
  static OfficeHours officeHours(Region region) {
    int office =
        region.listOpds().stream()
            .filter(opd -> opd.hours().equals("office"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no agency with office hours"))
            .id();
    return day ->
        region.calendar().isWorkingDay(office, day)
            ? region.calendar().findHours(office, day).map(WorkCalendar.Hours::closes)
            : Optional.empty();
  }

  Region region() {
    return region;
  }

  /** Accounts, the wall screen and the map, for an empty database; the token of the wall screen. */
  String plantPeople() {
    Auth auth = new Auth(db, new Audit(db, clock), clock);
    DemoPeople.add(auth, region);
    return auth.addWallScreen("Layar dinding demo");
  }

  /**
   * Where stopping proves nothing: the offices that the vehicles drive to, a hospital that is also
   * a building site, and a market.
   */
  void plantStoppingPlaces(SimFleet simulation) {
    simulation
        .offices()
        .forEach(
            (handle, at) -> {
              Opd opd = region.findOpd(handle).orElseThrow();
              putOffice(opd, at);
            });
    var activities = new Activities(db, region, clock, change -> {});
    for (WorkPackage each : activities.overview(DemoVehicles.insider()).packages()) {
      each.location()
          .map(at -> new LatLon(at.lat(), at.lon()))
          .ifPresent(
              at -> {
                if (each.name().endsWith("RSUD Masbagik")) {
                  putOffice(region.findOpd("rsud-masbagik").orElseThrow(), at);
                } else if (each.name().endsWith("Pasar Masbagik")) {
                  region.putStoppingPlace(
                      "stop:pasar-masbagik", "Pasar Masbagik", OptionalInt.empty(), at);
                }
              });
    }
  }

  private void putOffice(Opd opd, LatLon at) {
    region.putStoppingPlace(
        "office:" + opd.handle(), "Kantor " + opd.shortName(), OptionalInt.of(opd.id()), at);
  }

  void plantMap(SimFleet simulation) {
    DemoMap.draw(region, simulation.roads());
  }

  /** Registers vehicles that are new since the last start. */
  void plantVehicles(List<SimVehicle> vehicles) {
    Instant installed = clock.instant().minus(INSTALLED);
    DemoVehicles.add(new Fleet(db, region, () -> installed), region, vehicles, installed);
  }

  /** The days before, and the time since the last demo; how many positions. */
  long plantHistory(SimFleet simulation) {
    return new DemoHistory(db, region, fleet, simulation, clock).fill();
  }
}
