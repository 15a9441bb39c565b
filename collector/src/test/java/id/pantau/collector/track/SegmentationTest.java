package id.pantau.collector.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.wire.Fix;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentationTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void findsTheStopBetweenTwoTrips() {
    Drive drive = Drive.start().stand(MINUTE, 2).north(3_000, 12);
    Instant arrived = drive.now();
    drive.stand(Duration.ofMinutes(20), 3);
    Instant left = drive.now();
    Segments segments = Segmentation.of(drive.east(5_000, 15).track());
    assertEquals(2, segments.trips().size());
    assertEquals(1, segments.stops().size());
    assertNear(arrived, segments.stops().getFirst().start());
    assertNear(left, segments.stops().getFirst().end());
    assertTrue(segments.stops().getFirst().left());
    assertEquals(3_000, segments.trips().get(0).distanceM(), 60);
    assertEquals(5_000, segments.trips().get(1).distanceM(), 100);
    assertEquals(15, segments.trips().get(1).maxSpeedMs());
    assertEquals(List.of(), segments.gaps());
  }

  @Test
  void aTrafficLightIsNoStop() {
    Segments segments =
        Segmentation.of(
            Drive.start()
                .north(2_000, 12)
                .stand(Duration.ofSeconds(150), 2)
                .north(2_000, 12)
                .track());
    assertEquals(1, segments.trips().size());
    assertEquals(0, segments.stops().size());
  }

  @Test
  void aParkedVehicleThatWandersOnTheMapGoesNowhere() {
    for (Drive drive : List.of(Drive.start(), Drive.start().withoutSpeeds())) {
      Segments segments = Segmentation.of(drive.stand(Duration.ofHours(8), 12).track());
      assertEquals(0, segments.trips().size());
      assertEquals(1, segments.stops().size());
      assertTrue(segments.stops().getFirst().duration().compareTo(Duration.ofMinutes(475)) > 0);
    }
  }

  @Test
  void theSilenceAfterTheLastFixIsTheStop() {
    Drive drive = Drive.start().north(3_000, 12);
    Instant arrived = drive.now();
    drive.silent(Duration.ofHours(2));
    Instant left = drive.now();
    Segments segments = Segmentation.of(drive.north(3_000, 12).track());
    assertEquals(1, segments.stops().size());
    assertNear(arrived, segments.stops().getFirst().start());
    assertNear(left, segments.stops().getFirst().end());
    assertEquals(2, segments.trips().size());
  }

  @Test
  void parksInABasementAndComesOutOnTheOtherSide() {
    Drive drive = Drive.start().north(3_000, 12).north(50, 3);
    drive.silent(Duration.ofHours(3)).jump(120, 40);
    Segments segments = Segmentation.of(drive.fix().north(3_000, 12).track());
    assertEquals(1, segments.stops().size());
    assertEquals(2, segments.trips().size());
    assertEquals(
        180, segments.stops().getFirst().duration().toMinutes(), 2, "the time without sky");
  }

  @Test
  void findsItselfLateAfterBeingSwitchedOff() {
    Drive drive = Drive.start().north(3_000, 12).stand(Duration.ofMinutes(4), 2);
    drive.silent(Duration.ofHours(9)).jump(2_500, 0);
    Segments segments = Segmentation.of(drive.north(3_000, 12).track());
    assertEquals(1, segments.stops().size());
    assertTrue(segments.stops().getFirst().duration().toHours() >= 8);
  }

  @Test
  void aTunnelIsAGapOfOneTrip() {
    Segments segments =
        Segmentation.of(
            Drive.start()
                .north(3_000, 15)
                .silent(Duration.ofMinutes(4))
                .jump(3_600, 0)
                .north(3_000, 15)
                .track());
    assertEquals(0, segments.stops().size());
    assertEquals(1, segments.trips().size());
    assertEquals(1, segments.gaps().size());
    assertEquals(9_600, segments.trips().getFirst().distanceM(), 200);
  }

  @Test
  void aLongHoleWhileDrivingEndsTheTripAndInventsNoStop() {
    Segments segments =
        Segmentation.of(
            Drive.start()
                .north(3_000, 15)
                .silent(Duration.ofHours(2))
                .jump(30_000, 0)
                .north(3_000, 15)
                .track());
    assertEquals(0, segments.stops().size());
    assertEquals(2, segments.trips().size());
    assertEquals(1, segments.gaps().size());
  }

  @Test
  void oneWildFixNeitherEndsAStopNorAddsKilometres() {
    Segments segments =
        Segmentation.of(
            Drive.start()
                .stand(Duration.ofMinutes(10), 2)
                .spike(40_000)
                .stand(Duration.ofMinutes(10), 2)
                .track());
    assertEquals(0, segments.trips().size());
    assertEquals(1, segments.stops().size());
  }

  @Test
  void fixesMarkedAsJumpsDoNotCount() {
    Segments segments =
        Segmentation.of(
            Drive.start()
                .stand(Duration.ofMinutes(10), 2)
                .flags(Fix.FLAG_JUMP)
                .jump(900, 0)
                .stand(MINUTE, 2)
                .jump(-900, 0)
                .flags(0)
                .stand(Duration.ofMinutes(10), 2)
                .track());
    assertEquals(0, segments.trips().size());
    assertEquals(1, segments.stops().size());
  }

  @Test
  void theIgnitionSaysMoreThanAWanderingReceiver() {
    int off = Fix.FLAG_IGNITION_KNOWN;
    int on = Fix.FLAG_IGNITION_KNOWN | Fix.FLAG_IGNITION_ON;
    Segments segments =
        Segmentation.of(
            Drive.start()
                .flags(on)
                .north(2_000, 12)
                .flags(off)
                .stand(Duration.ofMinutes(30), 60)
                .flags(on)
                .stand(Duration.ofSeconds(30), 2)
                .north(2_000, 12)
                .stand(Duration.ofMinutes(15), 2)
                .track());
    assertEquals(2, segments.stops().size());
    assertEquals(Stop.Engine.OFF, segments.stops().get(0).engine());
    assertEquals(Stop.Engine.ON, segments.stops().get(1).engine(), "idling");
    assertEquals(2, segments.trips().size());
  }

  @Test
  void ofANightWithoutFixesNobodyKnowsWhetherTheEngineRan() {
    int on = Fix.FLAG_IGNITION_KNOWN | Fix.FLAG_IGNITION_ON;
    Drive home = Drive.start().flags(on).north(2_000, 12).stand(Duration.ofSeconds(10), 2);
    Segments segments = Segmentation.of(home.silent(Duration.ofHours(12)).north(2_000, 12).track());
    assertEquals(1, segments.stops().size());
    assertEquals(Stop.Engine.UNKNOWN, segments.stops().getFirst().engine());
    Drive idling = Drive.start().flags(on).north(2_000, 12).stand(Duration.ofMinutes(5), 2);
    for (int hour = 0; hour < 4; hour++) {
      idling.silent(Duration.ofMinutes(60)).stand(Duration.ofSeconds(10), 2);
    }
    assertEquals(
        Stop.Engine.ON,
        Segmentation.of(idling.north(2_000, 12).track()).stops().getFirst().engine());
  }

  @Test
  void movingTheCarInTheYardIsNoTrip() {
    Segments segments =
        Segmentation.of(
            Drive.start()
                .stand(Duration.ofMinutes(10), 2)
                .north(70, 3)
                .stand(Duration.ofMinutes(10), 2)
                .track());
    assertEquals(0, segments.trips().size());
    assertEquals(1, segments.stops().size());
  }

  @Test
  void aShortErrandAndBackIsATrip() {
    Segments segments =
        Segmentation.of(
            Drive.start()
                .stand(Duration.ofMinutes(10), 2)
                .north(600, 8)
                .south(600, 8)
                .stand(Duration.ofMinutes(10), 2)
                .track());
    assertEquals(1, segments.trips().size());
    assertEquals(1_200, segments.trips().getFirst().distanceM(), 100);
    assertEquals(2, segments.stops().size());
  }

  @Test
  void theLastStopIsOpen() {
    Segments segments =
        Segmentation.of(Drive.start().north(2_000, 12).stand(Duration.ofMinutes(9), 2).track());
    assertEquals(1, segments.stops().size());
    assertEquals(false, segments.stops().getFirst().left());
  }

  @Test
  void thinnedTracksGiveTheSameStops() {
    Drive drive = Drive.start().every(Duration.ofSeconds(60)).north(9_000, 12);
    drive.stand(Duration.ofMinutes(6), 0).north(9_000, 12);
    Segments segments = Segmentation.of(drive.track());
    assertEquals(1, segments.stops().size());
    assertEquals(2, segments.trips().size());
    assertEquals(List.of(), segments.gaps());
  }

  @Test
  void nothingComesOfNothingOrOneFix() {
    assertEquals(
        new Segments(List.of(), List.of(), List.of()), Segmentation.of(Track.builder().build()));
    assertEquals(
        new Segments(List.of(), List.of(), List.of()),
        Segmentation.of(Drive.start().fix().track()));
  }

  private static void assertNear(Instant expected, Instant actual) {
    long seconds = Duration.between(expected, actual).abs().toSeconds();
    assertTrue(seconds <= 15, expected + " expected, " + actual + " found");
  }
}
