package id.pantau.agent.driving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.agent.motion.MotionFilter;
import id.pantau.wire.DeviceEvent;
import id.pantau.wire.EventKind;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrivingWatchTest {
  private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
  private static final int ON = Fix.FLAG_IGNITION_KNOWN | Fix.FLAG_IGNITION_ON;
  private static final int OFF = Fix.FLAG_IGNITION_KNOWN;
  private static final int UNKNOWN = 0;

  /** A second of it is 1.7 m/s². */
  private static final double GENTLE_KMH = 6;

  private static final double DEGREE_M = 111_195;

  @TempDir Path folder;

  private final List<DeviceEvent> told = new ArrayList<>();
  private MotionFilter motion = new MotionFilter();
  private DrivingWatch watch;
  private Instant now = START;
  private double north;
  private double lastKmh;

  @BeforeEach
  void open() {
    watch = new DrivingWatch(DrivingSettings.DEFAULT, Odometer.open(folder.resolve("odometer")));
  }

  /** Gently to this speed, and so many seconds at it. */
  private void drive(int seconds, double kmh, int flags) {
    while (Math.abs(kmh - lastKmh) > GENTLE_KMH) {
      drive(lastKmh + Math.copySign(GENTLE_KMH, kmh - lastKmh), flags, 0.9, 9);
    }
    at(seconds, kmh, flags);
  }

  /** At this speed from one second to the next. */
  private void at(int seconds, double kmh, int flags) {
    for (int i = 0; i < seconds; i++) {
      drive(kmh, flags, 0.9, 9);
    }
  }

  private void drive(double kmh, int flags, double hdop, int satellites) {
    double ms = kmh / 3.6;
    lastKmh = kmh;
    north += ms;
    now = now.plusSeconds(1);
    var at = new LatLon(-8.65 + north / DEGREE_M, 116.53);
    give(new Fix(now, at, Fix.Mode.FIX_3D, ms, 0, 100, hdop, satellites, flags));
  }

  private void give(Fix fix) {
    List<Fix> judged = motion.accept(fix);
    if (judged.stream().noneMatch(each -> each.has(Fix.FLAG_JUMP))) {
      told.addAll(watch.accept(fix, motion.findParkingPlace().orElse(null)));
    }
  }

  private List<EventKind> kinds() {
    return told.stream().map(DeviceEvent::kind).toList();
  }

  private DeviceEvent only(EventKind kind) {
    List<DeviceEvent> found = told.stream().filter(event -> event.kind() == kind).toList();
    assertEquals(1, found.size(), kinds().toString());
    return found.getFirst();
  }

  private static long number(DeviceEvent event, String detail) {
    return Long.parseLong(event.details().get(detail));
  }

  @Test
  void aTripHasAStartAnEndAndItsMetres() {
    drive(60, 0, OFF);
    drive(300, 36, ON); // 3 km
    Instant stands = now;
    drive(60, 0, OFF);
    assertEquals(List.of(EventKind.TRIP_START, EventKind.TRIP_END), kinds());
    DeviceEvent end = only(EventKind.TRIP_END);
    assertEquals(3_000, number(end, "distance-m"), 60);
    assertEquals(300, number(end, "seconds"), 15);
    assertEquals(36, number(end, "fastest-kmh"));
    assertTrue(Duration.between(stands, end.time()).abs().toSeconds() <= 20, end.toString());
  }

  @Test
  void aRedLightEndsNoTripAndALongStopDoes() {
    drive(120, 40, UNKNOWN);
    drive(90, 0, UNKNOWN);
    drive(120, 40, UNKNOWN);
    assertEquals(List.of(EventKind.TRIP_START), kinds());
    drive(240, 0, UNKNOWN);
    assertEquals(List.of(EventKind.TRIP_START, EventKind.TRIP_END), kinds());
    assertEquals(2 * 120 * 40 / 3.6, number(told.getLast(), "distance-m"), 160);
  }

  @Test
  void aParkedVehicleWhoseReceiverWandersDrivesNoMetre() {
    var random = new Random(11);
    for (int second = 0; second < 8 * 3_600; second++) {
      now = now.plusSeconds(1);
      var at =
          new LatLon(
              -8.65 + random.nextGaussian() * 4 / DEGREE_M,
              116.53 + random.nextGaussian() * 4 / DEGREE_M);
      double speed = Math.abs(random.nextGaussian()) * 0.2;
      give(new Fix(now, at, Fix.Mode.FIX_3D, speed, Double.NaN, 100, 1.5, 7, UNKNOWN));
    }
    watch.close();
    assertEquals(List.of(), kinds());
    assertEquals(0, Odometer.open(folder.resolve("odometer")).metres());
  }

  @Test
  void theOdometerGoesOnOverARestartAndBeginsAnewWhenDamaged() throws IOException {
    drive(1_000, 36, UNKNOWN);
    watch.close();
    open();
    motion = new MotionFilter();
    told.clear();
    drive(100, 36, UNKNOWN);
    assertEquals(10_000, number(only(EventKind.TRIP_START), "odometer-m"), 100);
    watch.close();
    Files.writeString(folder.resolve("odometer"), "99999 deadbeef\n");
    assertEquals(0, Odometer.open(folder.resolve("odometer")).metres());
  }

  @Test
  void tooFastIsToldOnceAndAgainAfterASlowerTime() {
    drive(30, 95, ON);
    drive(1, 110, ON); // overtaking
    drive(10, 99, ON);
    assertEquals(List.of(EventKind.TRIP_START), kinds());
    drive(60, 112, ON);
    drive(10, 99, ON); // hardly slower
    drive(60, 118, ON);
    DeviceEvent first = only(EventKind.OVERSPEED);
    assertEquals(112, number(first, "speed-kmh"));
    assertEquals(100, number(first, "limit-kmh"));
    drive(10, 80, ON);
    drive(10, 105, ON);
    assertEquals(2, kinds().stream().filter(EventKind.OVERSPEED::equals).count());
  }

  @Test
  void aSpeedThatNobodySawLongEnoughIsNotTold() {
    drive(30, 99, ON);
    drive(2, 105, ON);
    now = now.plusSeconds(60); // a tunnel
    drive(2, 105, ON);
    assertEquals(List.of(EventKind.TRIP_START), kinds());
  }

  @Test
  void harshBrakingIsToldWithItsFigureAndWhereItIsFrom() {
    drive(30, 60, ON);
    at(1, 44, ON); // 4.4 m/s²
    drive(10, 40, ON);
    DeviceEvent braking = only(EventKind.HARSH_BRAKING);
    assertEquals("-4.4", braking.details().get("acceleration-ms2"));
    assertEquals("gnss-1hz", braking.details().get("source"));
    assertEquals(now.minusSeconds(10), braking.time());
  }

  @Test
  void harshAccelerationIsTold() {
    drive(30, 20, ON);
    at(1, 31, ON); // 3.1 m/s²
    drive(10, 33, ON);
    only(EventKind.HARSH_ACCELERATION);
  }

  @Test
  void aSpeedThatTheNextFixTakesBackIsNoManoeuvre() {
    drive(30, 60, ON);
    at(1, 40, ON);
    at(30, 60, ON);
    at(1, 90, ON);
    at(30, 60, ON);
    assertEquals(List.of(EventKind.TRIP_START), kinds());
  }

  @Test
  void anUncertainReceiverAccusesNobody() {
    drive(30, 60, ON);
    for (int i = 0; i < 3; i++) {
      drive(40, ON, 6, 4);
    }
    assertEquals(List.of(EventKind.TRIP_START), kinds());
  }

  @Test
  void standingWithTheEngineOnIsToldOnceWhereTheIgnitionIsWired() {
    drive(60, 40, ON);
    drive(900, 0, ON);
    DeviceEvent idling = only(EventKind.IDLING);
    assertEquals(300, number(idling, "seconds"), 2);
    told.clear();
    drive(60, 40, UNKNOWN);
    drive(900, 0, UNKNOWN);
    assertTrue(!kinds().contains(EventKind.IDLING), kinds().toString());
  }

  @Test
  void leavingTheParkingPlaceWithTheIgnitionOffIsATow() {
    drive(60, 40, ON);
    drive(120, 0, OFF);
    drive(60, 20, OFF);
    DeviceEvent tow = only(EventKind.TOW);
    assertTrue(number(tow, "distance-m") > 75, tow.toString());
    assertEquals(20, number(tow, "speed-kmh"));
  }

  @Test
  void whoDrivesAwayWithTheIgnitionOnIsNotTowed() {
    drive(60, 40, ON);
    drive(120, 0, OFF);
    drive(5, 0, ON);
    drive(60, 40, ON);
    assertTrue(!kinds().contains(EventKind.TOW), kinds().toString());
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    DrivingSettings good = DrivingSettings.DEFAULT;
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new DrivingSettings(
                Double.NaN,
                good.overspeedAfter(),
                good.idlingAfter(),
                good.brakingMs2(),
                good.accelerationMs2(),
                good.fenceM(),
                good.tripEndAfter()));
  }
}
