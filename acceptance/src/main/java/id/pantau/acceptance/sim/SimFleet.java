package id.pantau.acceptance.sim;

import id.pantau.acceptance.sim.DayPlan.Driving;
import id.pantau.acceptance.sim.DayPlan.Stand;
import id.pantau.wire.LatLon;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The simulated fleet: what is true of every vehicle at any moment.
 *
 * <p>Any thread may ask; plans are made when first needed (some 10 ms each) and the newest few of
 * each vehicle are kept.
 */
public final class SimFleet {
  private static final int PLANS_KEPT = 2;
  private static final long DAY_MS = 86_400_000;

  /** In a town houses hide a part of the sky; on a mountain road trees do. */
  private static final double TOWN_SKY = 0.62;

  private final Settings settings;
  private final RoadNetwork roads;
  private final Destinations places;
  private final Chance chance;
  private final List<SimVehicle> vehicles;
  private final List<Map<LocalDate, DayPlan>> plans;

  /**
   * @param seed the same seed, the same fleet and days
   * @param vehicles how many
   * @param zone of the region: its midnight begins a plan
   * @param hours of the region's calendar
   * @param sites places of work by handle of the agency; vehicles of an agency without any drive to
   *     villages
   */
  public record Settings(
      long seed, int vehicles, ZoneId zone, OfficeHours hours, Map<String, List<LatLon>> sites) {}

  private SimFleet(Settings settings, RoadNetwork roads) {
    this.settings = settings;
    this.roads = roads;
    this.chance = new Chance(settings.seed());
    this.places = new Destinations(roads, settings.sites(), chance.of("places"));
    this.vehicles = SimVehicle.fleet(settings.vehicles(), chance.of("plates"));
    this.plans = vehicles.stream().map(vehicle -> newestFew()).toList();
  }

  /** Lays the roads and names the vehicles; about 0.3 s. */
  public static SimFleet create(Settings settings) {
    return new SimFleet(settings, RoadNetwork.lay(settings.seed()));
  }

  public List<SimVehicle> vehicles() {
    return vehicles;
  }

  public RoadNetwork roads() {
    return roads;
  }

  public ZoneId zone() {
    return settings.zone();
  }

  /** Where the agencies of the vehicles have their offices, by handle. */
  public Map<String, LatLon> offices() {
    var offices = new LinkedHashMap<String, LatLon>();
    for (SimVehicle vehicle : vehicles) {
      offices.computeIfAbsent(vehicle.opd(), opd -> Plane.toLatLon(places.office(vehicle).at()));
    }
    return offices;
  }

  /** What is true of a vehicle at a moment. */
  public VehicleState at(SimVehicle vehicle, Instant time) {
    PlanTime at = planTime(vehicle, time);
    return switch (plan(vehicle, at.day()).legAt(at.second())) {
      case Stand stand -> standing(stand, at.second());
      case Driving driving -> moving(driving.drive().at(at.second() - driving.fromS()));
    };
  }

  /**
   * While a vehicle stands.
   *
   * @param until when it will drive away
   */
  record Standing(Instant from, Instant until) {}

  /**
   * Since and until when the vehicle stands where it stands at this moment; empty when it drives.
   */
  Optional<Standing> findStanding(SimVehicle vehicle, Instant time) {
    PlanTime at = planTime(vehicle, time);
    return switch (plan(vehicle, at.day()).legAt(at.second())) {
      case Stand stand ->
          Optional.of(
              new Standing(
                  time.minusMillis((long) ((at.second() - stand.fromS()) * 1_000)),
                  time.plusMillis((long) ((stand.toS() - at.second()) * 1_000))));
      case Driving driving -> Optional.empty();
    };
  }

  /**
   * Whether a receiver in the vehicle and a telephone beside it would have reception at this
   * moment.
   */
  public boolean isReached(SimVehicle vehicle, Instant time) {
    VehicleState state = at(vehicle, time);
    return state.skyShare() > 0 && !roads.terrain().hasWeakSignal(state.at());
  }

  /**
   * When the vehicle will drive next, {@code time} itself if it drives; empty when it does not
   * within its plan of that day.
   */
  public Optional<Instant> findNextDrive(SimVehicle vehicle, Instant time) {
    PlanTime at = planTime(vehicle, time);
    return plan(vehicle, at.day()).drives().stream()
        .filter(drive -> drive.toS() > at.second())
        .findFirst()
        .map(drive -> time.plusMillis((long) Math.max(0, (drive.fromS() - at.second()) * 1_000)));
  }

  private record PlanTime(LocalDate day, double second) {}

  private PlanTime planTime(SimVehicle vehicle, Instant time) {
    // No zone change within a day: the regions of Indonesia have no daylight saving.
    long offsetS = settings.zone().getRules().getOffset(time).getTotalSeconds();
    long local = time.toEpochMilli() + (offsetS - vehicle.dayStartS()) * 1_000;
    long day = Math.floorDiv(local, DAY_MS);
    return new PlanTime(LocalDate.ofEpochDay(day), (local - day * DAY_MS) / 1_000.0);
  }

  DayPlan plan(SimVehicle vehicle, LocalDate day) {
    Map<LocalDate, DayPlan> known = plans.get(vehicle.number() - 1);
    synchronized (known) {
      return known.computeIfAbsent(
          day,
          key ->
              DayPlanner.plan(roads, places, vehicle, key, settings.hours().closes(key), chance));
    }
  }

  private VehicleState standing(Stand stand, double second) {
    Plane.Point at = stand.spot().at();
    double sky = stand.spot().roofed() ? 0 : roads.terrain().isTown(at) ? TOWN_SKY : 1;
    // The nose points where the parking place says, the same for the whole stand.
    double course = Math.floorMod(Double.hashCode(at.x()), 360);
    return new VehicleState(
        Plane.toLatLon(at),
        roads.terrain().altitudeM(at),
        0,
        course,
        stand.ignitionOn(second),
        sky);
  }

  private VehicleState moving(Drive.Motion motion) {
    Plane.Point at = motion.at();
    double altitude = roads.terrain().altitudeM(at);
    return new VehicleState(
        Plane.toLatLon(at),
        altitude,
        motion.speedMs(),
        motion.courseDeg(),
        true,
        sky(at, altitude));
  }

  private double sky(Plane.Point at, double altitudeM) {
    if (roads.terrain().isTown(at)) {
      return TOWN_SKY;
    }
    // Forest and gorges of the mountain roads: now and then nothing is left of the sky.
    double trees = altitudeM > 450 ? chance.of("trees").wander(at.x() + 1.7 * at.y(), 260) : 0;
    return trees > 1.5 ? 0 : trees > 0.7 ? 0.45 : 1;
  }

  private static Map<LocalDate, DayPlan> newestFew() {
    return new LinkedHashMap<>(4, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<LocalDate, DayPlan> eldest) {
        return size() > PLANS_KEPT;
      }
    };
  }
}
