package id.pantau.acceptance.bench;

import id.pantau.acceptance.chain.Backbone;
import id.pantau.acceptance.sim.Chance;
import id.pantau.acceptance.sim.OfficeHours;
import id.pantau.acceptance.sim.Reading;
import id.pantau.acceptance.sim.Receiver;
import id.pantau.acceptance.sim.Recorder;
import id.pantau.acceptance.sim.SimFleet;
import id.pantau.acceptance.sim.SimVehicle;
import id.pantau.acceptance.sim.VehicleState;
import id.pantau.agent.motion.MotionFilter;
import id.pantau.agent.motion.ThinningSettings;
import id.pantau.agent.motion.TrackThinner;
import id.pantau.wire.Fix;
import id.pantau.wire.TrackCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A working day of the simulated fleet, as its receivers saw it. */
final class Drives {
  private static final long SEED = 52_03;
  private static final LocalDate DAY = LocalDate.of(2025, 3, 4);
  private static final ZoneId ZONE = ZoneId.of("Asia/Makassar");
  private static final int LOOK_EVERY_S = 60;
  private static final int TRIP_LOOK_S = 20;

  /** With less, one way home decides what the day costs. */
  private static final int DRIVES_AT_ALL_S = 1_800;

  private final SimFleet fleet;

  /** Asked for again and again while vehicles are put in order. One thread. */
  private final Map<SimVehicle, Day> days = new HashMap<>();

  Drives(int vehicles) {
    this.fleet =
        SimFleet.create(
            new SimFleet.Settings(SEED, vehicles, ZONE, OfficeHours.on(day -> true), Map.of()));
  }

  List<SimVehicle> vehicles() {
    return fleet.vehicles();
  }

  /** Every second of the day on which the ignition is on. */
  List<Fix> withIgnition(SimVehicle vehicle) {
    List<Fix> fixes = new ArrayList<>();
    new Recorder(fleet, Duration.ofSeconds(1))
        .record(vehicle, midnight(), midnight().plus(Duration.ofDays(1)), fixes::add);
    return fixes.stream().filter(fix -> fix.has(Fix.FLAG_IGNITION_ON)).toList();
  }

  /** So many vehicles whose trips are as long as is usual in the fleet. */
  List<SimVehicle> ofUsualTrips(int count) {
    List<SimVehicle> byTrip = byLengthOfTrips();
    int first = (byTrip.size() - count) / 2;
    return byTrip.subList(first, first + count);
  }

  /** So many of those that drive at all that stop most often. */
  List<SimVehicle> ofShortestTrips(int count) {
    return byLengthOfTrips().stream()
        .filter(vehicle -> day(vehicle).movingS() >= DRIVES_AT_ALL_S)
        .limit(count)
        .toList();
  }

  /** So many of those that drive at all whose trips come nearest to this length. */
  List<SimVehicle> ofTripsLike(Duration length, int count) {
    return fleet.vehicles().stream()
        .filter(vehicle -> day(vehicle).movingS() >= DRIVES_AT_ALL_S)
        .sorted(
            Comparator.comparingDouble(
                vehicle -> Math.abs(day(vehicle).movingSATrip() - length.toSeconds())))
        .limit(count)
        .toList();
  }

  private List<SimVehicle> byLengthOfTrips() {
    return fleet.vehicles().stream()
        .sorted(Comparator.comparingDouble(vehicle -> day(vehicle).movingSATrip()))
        .toList();
  }

  private record Day(int movingS, int trips) {
    double movingSATrip() {
      return (double) movingS / Math.max(1, trips);
    }
  }

  private Day day(SimVehicle vehicle) {
    return days.computeIfAbsent(vehicle, this::seen);
  }

  private Day seen(SimVehicle vehicle) {
    int moving = 0;
    int trips = 0;
    boolean wasOn = false;
    for (int at = 0; at < 86_400; at += TRIP_LOOK_S) {
      VehicleState state = fleet.at(vehicle, midnight().plusSeconds(at));
      moving += state.isMoving() ? TRIP_LOOK_S : 0;
      trips += state.ignitionOn() && !wasOn ? 1 : 0;
      wasOn = state.ignitionOn();
    }
    return new Day(moving, trips);
  }

  CountedDay.Setup counted(
      SimVehicle vehicle, CountedDay.Supply supply, Path folder, Backbone backbone) {
    return new CountedDay.Setup(fleet, vehicle, midnight(), supply, folder, backbone);
  }

  /** So many seconds without a longer stop; empty for a vehicle that never drives so long. */
  Optional<List<Fix>> findDrive(SimVehicle vehicle, int seconds) {
    return findStart(vehicle, seconds).map(from -> driven(vehicle, from, seconds));
  }

  private List<Fix> driven(SimVehicle vehicle, Instant from, int seconds) {
    Receiver receiver = Receiver.in(fleet, vehicle);
    List<Fix> fixes = new ArrayList<>();
    for (int i = 0; i < seconds; i++) {
      if (receiver.at(from.plusSeconds(i)) instanceof Reading.Solved solved) {
        fixes.add(Recorder.withIgnition(solved.fix(), true));
      }
    }
    return fixes;
  }

  /**
   * The receiver of a vehicle that drives so long, as if it drove off at that moment.
   *
   * @param from a whole second
   */
  Receiver drivingFrom(Instant from, int seconds) {
    for (SimVehicle vehicle : vehicles()) {
      Optional<Instant> start = findStart(vehicle, seconds);
      if (start.isPresent()) {
        Duration later = Duration.between(start.get(), from);
        return new Receiver(
            time -> fleet.at(vehicle, time.minus(later)), new Chance(SEED).of("receiver"));
      }
    }
    throw new IllegalStateException("no vehicle drives for " + seconds + " s");
  }

  private Optional<Instant> findStart(SimVehicle vehicle, int seconds) {
    for (int start = 0; start + seconds < 86_400; start += LOOK_EVERY_S) {
      Instant from = midnight().plusSeconds(start);
      if (isDriving(vehicle, from, seconds)) {
        return Optional.of(from);
      }
    }
    return Optional.empty();
  }

  /** At nine of ten moments it moves. */
  private boolean isDriving(SimVehicle vehicle, Instant from, int seconds) {
    int moving = 0;
    for (int i = 0; i < seconds; i += 5) {
      moving += fleet.at(vehicle, from.plusSeconds(i)).isMoving() ? 1 : 0;
    }
    return moving * 5 >= seconds * 9 / 10;
  }

  /** What a tracker records of these fixes while nobody watches it. */
  static List<Fix> recorded(List<Fix> fixes) {
    var motion = new MotionFilter();
    var thinner = new TrackThinner(ThinningSettings.DEFAULT);
    List<Fix> kept = new ArrayList<>();
    for (Fix fix : fixes) {
      for (Fix each : motion.accept(TrackCodec.rounded(fix))) {
        if (each.has(Fix.FLAG_JUMP)) {
          kept.add(each);
        } else {
          kept.addAll(thinner.accept(each));
        }
      }
    }
    kept.addAll(thinner.cut());
    return kept;
  }

  private static Instant midnight() {
    return DAY.atStartOfDay(ZONE).toInstant();
  }
}
