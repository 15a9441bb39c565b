package id.pantau.acceptance.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.acceptance.sim.OfficeHours;
import id.pantau.acceptance.sim.SimFleet;
import id.pantau.acceptance.sim.SimVehicle;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SerialChoiceTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Makassar");

  /** A Monday. */
  private static final LocalDate WORKDAY = LocalDate.of(2026, 11, 23);

  private static final SimFleet FLEET =
      SimFleet.create(new SimFleet.Settings(7, 60, ZONE, OfficeHours.on(day -> true), Map.of()));

  @Test
  void takesThoseThatDriveInSightWhileThereAreAny() {
    Instant now = at(9);
    List<SimVehicle> chosen = SerialChoice.of(FLEET, FLEET.vehicles(), 3, now);
    assertEquals(3, chosen.size());
    for (SimVehicle vehicle : chosen) {
      assertTrue(FLEET.isReached(vehicle, now), vehicle.name());
      assertEquals(now, FLEET.findNextDrive(vehicle, now).orElseThrow(), vehicle.name());
    }
  }

  @Test
  void takesNobodyOutOfSightAtAnyHour() {
    long lost = 0;
    for (int hour = 0; hour < 24; hour++) {
      Instant now = at(hour);
      for (SimVehicle vehicle : SerialChoice.of(FLEET, FLEET.vehicles(), 3, now)) {
        assertTrue(FLEET.isReached(vehicle, now), vehicle.name() + " at " + now);
        assertTrue(FLEET.isReached(vehicle, now.plusSeconds(120)), vehicle.name() + " at " + now);
      }
      lost += FLEET.vehicles().stream().filter(vehicle -> !FLEET.isReached(vehicle, now)).count();
    }
    assertTrue(lost > 0, "there was nothing to avoid");
  }

  @Test
  void isContentWithFewerThanWereAskedFor() {
    List<SimVehicle> two = FLEET.vehicles().subList(0, 2);
    assertEquals(2, SerialChoice.of(FLEET, two, 3, at(9)).size());
    assertEquals(List.of(), SerialChoice.of(FLEET, two, 0, at(9)));
  }

  private static Instant at(int hour) {
    return WORKDAY.atTime(hour, 7).atZone(ZONE).toInstant();
  }
}
