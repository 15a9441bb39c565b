package id.pantau.acceptance.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.wire.LatLon;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimFleetTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Makassar");

  /** A Monday. */
  private static final LocalDate WORKDAY = LocalDate.of(2026, 11, 23);

  private static final SimFleet FLEET = fleet(60);

  @Test
  void atAnyHourSomeDriveAndSomeStand() {
    for (LocalDate day : List.of(WORKDAY, WORKDAY.minusDays(1))) {
      for (int minute = 5; minute < 24 * 60; minute += 55) {
        Instant time = day.atStartOfDay(ZONE).plusMinutes(minute).toInstant();
        // A vehicle at a red light counts as driving; hence the look at half a minute.
        long moving =
            FLEET.vehicles().stream().filter(vehicle -> isMovingAround(vehicle, time)).count();
        assertTrue(moving >= 2, moving + " drive at " + time);
        assertTrue(moving <= 45, moving + " drive at " + time);
      }
    }
  }

  @Test
  void aWorkdayMorningIsBusy() {
    Instant time = WORKDAY.atTime(9, 40).atZone(ZONE).toInstant();
    long moving =
        FLEET.vehicles().stream().filter(vehicle -> isMovingAround(vehicle, time)).count();
    assertTrue(moving >= 15, moving + " drive at 9.40");
  }

  @Test
  void nobodyJumpsAndNobodyAcceleratesLikeARocket() {
    Instant start = WORKDAY.atTime(6, 0).atZone(ZONE).toInstant();
    for (SimVehicle vehicle : FLEET.vehicles()) {
      VehicleState before = FLEET.at(vehicle, start);
      for (int second = 1; second <= 4 * 3_600; second++) {
        VehicleState now = FLEET.at(vehicle, start.plusSeconds(second));
        String where = vehicle.name() + " at second " + second + ": " + before + " -> " + now;
        double moved = before.at().distanceM(now.at());
        assertTrue(moved <= Math.max(before.speedMs(), now.speedMs()) * 1.05 + 1.3, where);
        double change = now.speedMs() - before.speedMs();
        assertTrue(change <= 3.0 && change >= -3.2, where);
        assertTrue(now.speedMs() <= 31, where);
        assertTrue(!now.isMoving() || now.ignitionOn(), where);
        before = now;
      }
    }
  }

  @Test
  void odometerAgreesWithSpeed() {
    SimVehicle bus = byDuty(Duty.TOWN_BUS);
    Instant start = WORKDAY.atTime(7, 0).atZone(ZONE).toInstant();
    double byPlace = 0;
    double bySpeed = 0;
    VehicleState before = FLEET.at(bus, start);
    for (int tenth = 1; tenth <= 36_000; tenth++) {
      VehicleState now = FLEET.at(bus, start.plusMillis(100L * tenth));
      byPlace += before.at().distanceM(now.at());
      bySpeed += (before.speedMs() + now.speedMs()) / 20;
      before = now;
    }
    assertTrue(byPlace > 8_000, byPlace + " m in an hour");
    assertEquals(1, bySpeed / byPlace, 0.03);
  }

  @Test
  void dayBeginsWhereTheDayBeforeEnded() {
    for (SimVehicle vehicle : FLEET.vehicles()) {
      for (int i = 0; i < 3; i++) {
        Instant start =
            WORKDAY.plusDays(i).atStartOfDay(ZONE).plusSeconds(vehicle.dayStartS()).toInstant();
        VehicleState before = FLEET.at(vehicle, start.minusMillis(1));
        VehicleState after = FLEET.at(vehicle, start);
        assertEquals(before.at(), after.at(), vehicle.name());
        assertEquals(0, after.speedMs());
      }
    }
  }

  @Test
  void mostVehiclesParkWithTheIgnitionOffAtNight() {
    Instant night = WORKDAY.atTime(2, 30).atZone(ZONE).toInstant();
    long off = FLEET.vehicles().stream().filter(v -> !FLEET.at(v, night).ignitionOn()).count();
    assertTrue(off >= 45, off + " are off at 2.30");
  }

  @Test
  void everyVehicleDrivesABelievableDistance() {
    for (SimVehicle vehicle : FLEET.vehicles()) {
      DayPlan plan = FLEET.plan(vehicle, WORKDAY);
      if (vehicle.duty() == Duty.SCHOOL_BUS || vehicle.duty() == Duty.FIRE) {
        continue;
      }
      assertTrue(plan.drives().size() >= 4, vehicle.name() + " " + plan.drives().size());
      double km = plan.drives().stream().mapToDouble(d -> d.drive().lengthM()).sum() / 1_000;
      assertTrue(km > 8 && km < 420, vehicle.name() + " drives " + km + " km");
    }
  }

  @Test
  void visitsThePlacesOfWorkOfItsAgency() {
    LatLon site = new LatLon(-8.6402, 116.5321);
    SimFleet fleet =
        SimFleet.create(
            new SimFleet.Settings(
                1,
                60,
                ZONE,
                OfficeHours.on(day -> day.getDayOfWeek() != DayOfWeek.SUNDAY),
                Map.of("pupr", List.of(site))));
    long visits =
        fleet.vehicles().stream()
            .filter(vehicle -> vehicle.opd().equals("pupr"))
            .flatMap(vehicle -> fleet.plan(vehicle, WORKDAY).legs().stream())
            .filter(leg -> leg instanceof DayPlan.Stand stand && near(stand, site))
            .count();
    assertTrue(visits >= 4, visits + " visits");
  }

  @Test
  void goesHomeWhenTheOfficesClose() {
    OfficeHours untilNoon = day -> Optional.of(LocalTime.of(11, 30));
    SimFleet fleet = SimFleet.create(new SimFleet.Settings(1, 60, ZONE, untilNoon, Map.of()));
    for (SimVehicle vehicle : fleet.vehicles()) {
      if (vehicle.duty() == Duty.FIELD || vehicle.duty() == Duty.COURIER) {
        double home = fleet.plan(vehicle, WORKDAY).drives().getLast().toS() / 3_600;
        assertTrue(home > 10 && home < 14, vehicle.name() + " is home at " + home);
      }
    }
  }

  /** So that there is something to be seen of the rule about it, and not more than is believed. */
  @Test
  void aFewOfficialsDriveTooFastOnTheirWayHome() {
    int drives = 0;
    int tooFast = 0;
    for (LocalDate day = WORKDAY; day.isBefore(WORKDAY.plusDays(5)); day = day.plusDays(1)) {
      for (SimVehicle vehicle : FLEET.vehicles()) {
        if (vehicle.duty() == Duty.OFFICIAL) {
          for (DayPlan.Driving driving : FLEET.plan(vehicle, day).drives()) {
            drives++;
            tooFast += secondsAbove(80 / 3.6, driving.drive()) > 30 ? 1 : 0;
          }
        }
      }
    }
    assertTrue(tooFast >= 1 && tooFast < drives / 20, tooFast + " of " + drives);
  }

  private static int secondsAbove(double speedMs, Drive drive) {
    int seconds = 0;
    for (int second = 0; second < drive.durationS(); second++) {
      seconds += drive.at(second).speedMs() > speedMs ? 1 : 0;
    }
    return seconds;
  }

  @Test
  void sameSeedSameDayOtherSeedOtherDay() {
    Instant time = WORKDAY.atTime(10, 3, 17).atZone(ZONE).toInstant();
    SimFleet again = fleet(60);
    SimFleet other =
        SimFleet.create(new SimFleet.Settings(2, 60, ZONE, OfficeHours.on(day -> true), Map.of()));
    List<VehicleState> first = states(FLEET, time);
    assertEquals(first, states(again, time));
    assertNotEquals(first, states(other, time));
  }

  @Test
  void platesAndDevicesAreUniqueInLargeFleetsToo() {
    SimFleet large = fleet(2_000);
    var plates = large.vehicles().stream().map(SimVehicle::plate).collect(Collectors.toSet());
    var devices = large.vehicles().stream().map(SimVehicle::device).collect(Collectors.toSet());
    var names = new HashSet<>(large.vehicles().stream().map(SimVehicle::name).toList());
    assertEquals(2_000, plates.size());
    assertEquals(2_000, devices.size());
    assertEquals(2_000, names.size());
  }

  private static boolean isMovingAround(SimVehicle vehicle, Instant time) {
    for (int second = -20; second <= 20; second += 5) {
      if (FLEET.at(vehicle, time.plusSeconds(second)).isMoving()) {
        return true;
      }
    }
    return false;
  }

  private static boolean near(DayPlan.Stand stand, LatLon site) {
    return Plane.toLatLon(stand.spot().at()).distanceM(site) < 150;
  }

  private static SimVehicle byDuty(Duty duty) {
    return FLEET.vehicles().stream().filter(v -> v.duty() == duty).findFirst().orElseThrow();
  }

  private static List<VehicleState> states(SimFleet fleet, Instant time) {
    return fleet.vehicles().stream().map(vehicle -> fleet.at(vehicle, time)).toList();
  }

  private static SimFleet fleet(int vehicles) {
    return SimFleet.create(
        new SimFleet.Settings(
            1,
            vehicles,
            ZONE,
            OfficeHours.on(
                day ->
                    day.getDayOfWeek() != DayOfWeek.SUNDAY
                        && day.getDayOfWeek() != DayOfWeek.SATURDAY),
            Map.of()));
  }
}
