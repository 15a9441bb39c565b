package id.pantau.collector.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.collector.region.Area;
import id.pantau.collector.region.Shape;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CrossingPolicyTest {
  private static final double DEGREE_M = 111_194.93;
  private static final Instant EIGHT = Instant.parse("2026-11-10T00:00:00Z");
  private static final Instant NOON = EIGHT.plus(Duration.ofHours(4));

  /** From {@code southM} to {@code northM} metres north of where drives begin. */
  private static Area area(int id, String kind, double southM, double northM, int bufferM) {
    double south = -8.65 + southM / DEGREE_M;
    double north = -8.65 + northM / DEGREE_M;
    return new Area(
        id,
        0,
        kind,
        kind + ":" + id,
        "Area " + id,
        OptionalInt.empty(),
        bufferM,
        new LatLon((south + north) / 2, 116.53),
        Optional.of(
            Shape.ofGeoJson(
                "{\"type\":\"Polygon\",\"coordinates\":[[[116.4,%s],[116.7,%s],[116.7,%s],[116.4,%s],[116.4,%s]]]}"
                    .formatted(south, south, north, north, south))));
  }

  private static List<String> crossings(Drive drive, Area... areas) {
    return CrossingPolicy.of(drive.track(), EIGHT, NOON, Watched.of(List.of(areas))).stream()
        .map(
            c ->
                (c.entered() ? "in " : "out ")
                    + c.areaId()
                    + " "
                    + Duration.between(EIGHT, c.at()).toMinutes())
        .toList();
  }

  @Test
  void enteringAndLeavingAreToldWithTheFirstMomentOnTheOtherSide() {
    Drive drive = Drive.start().north(1_200, 10).stand(Duration.ofMinutes(10), 3).north(6_000, 10);
    assertEquals(
        List.of("in 1 1", "out 1 13"), crossings(drive, area(1, "geofence", 1_000, 2_000, 0)));
  }

  @Test
  void drivingThroughInAMinuteIsNoCrossing() {
    Drive drive = Drive.start().north(6_000, 20);
    assertEquals(List.of(), crossings(drive, area(1, "geofence", 1_000, 2_000, 0)));
  }

  @Test
  void aReceiverThatWandersOnTheLineTellsOnce() {
    Drive drive = Drive.start().north(1_000, 10).stand(Duration.ofMinutes(60), 25);
    assertEquals(List.of("in 1 1"), crossings(drive, area(1, "geofence", 1_000, 2_000, 150)));
  }

  @Test
  void whoIsInTheBufferHasNotLeft() {
    Drive out = Drive.start().stand(Duration.ofMinutes(5), 2).north(1_500, 10);
    out.stand(Duration.ofMinutes(20), 5);
    assertEquals(List.of(), crossings(out, area(1, "geofence", -500, 1_000, 1_000)));
    assertEquals(List.of("out 1 6"), crossings(out, area(1, "geofence", -500, 1_000, 100)));
  }

  @Test
  void theRegencyIsLeftAfterFiveMinutesOnly() {
    Area regency = area(1, "regency", -500, 1_000, 1_000);
    Drive briefly = Drive.start().north(2_600, 10).stand(Duration.ofMinutes(3), 2).south(2_600, 10);
    assertEquals(List.of(), crossings(briefly, regency));
    Drive away = Drive.start().north(2_600, 10).stand(Duration.ofMinutes(8), 2).south(2_600, 10);
    away.stand(Duration.ofMinutes(10), 2);
    assertEquals(List.of("out 1 3", "in 1 15"), crossings(away, regency));
  }

  @Test
  void anIslandBelongsToTheRegency() {
    Drive drive = Drive.start().north(5_000, 10).stand(Duration.ofMinutes(20), 2);
    Area regency = area(1, "regency", -500, 1_000, 0);
    assertEquals(List.of("out 1 1"), crossings(drive, regency));
    // On the way by boat it is outside, but not for five minutes.
    assertEquals(List.of(), crossings(drive, regency, area(2, "island", 3_500, 6_000, 0)));
  }

  @Test
  void whereADayBeginsNothingIsCrossed() {
    Drive drive = Drive.start().stand(Duration.ofMinutes(30), 2);
    assertEquals(List.of(), crossings(drive, area(1, "geofence", -500, 500, 0)));
    assertEquals(List.of(), crossings(drive, area(1, "geofence", 500, 900, 0)));
  }
}
