package id.pantau.collector.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DayFiguresTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-11-10T16:00:00Z"); // in Lombok
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void aNightInTheGarageIsAStopOfBothDays() {
    Drive drive = Drive.startAt(MIDNIGHT.minus(Duration.ofHours(2))).north(3_000, 12);
    Instant parked = drive.now();
    Track track = drive.silent(Duration.ofHours(9)).north(3_000, 12).track();

    DayFigures before = DayFigures.of(track, MIDNIGHT.minus(DAY), MIDNIGHT);
    assertEquals(1, before.trips().size());
    assertEquals(1, before.stops().size());
    assertTrue(before.stops().getFirst().goesOn());
    assertEquals(MIDNIGHT, before.stops().getFirst().stop().end());
    assertEquals(
        0, Duration.between(parked, before.stops().getFirst().stop().start()).toSeconds(), 15);

    DayFigures after = DayFigures.of(track, MIDNIGHT, MIDNIGHT.plus(DAY));
    assertEquals(1, after.trips().size());
    assertTrue(after.stops().getFirst().beganBefore());
    assertEquals(MIDNIGHT, after.stops().getFirst().stop().start());
    assertFalse(after.stops().getFirst().goesOn());
  }

  @Test
  void aTripOverMidnightIsSharedWithoutLosingAMetre() {
    Track track = Drive.startAt(MIDNIGHT.minus(Duration.ofMinutes(10))).north(12_000, 10).track();
    DayFigures before = DayFigures.of(track, MIDNIGHT.minus(DAY), MIDNIGHT);
    DayFigures after = DayFigures.of(track, MIDNIGHT, MIDNIGHT.plus(DAY));
    double whole = Segmentation.of(track).trips().getFirst().distanceM();
    assertEquals(whole, before.distanceM() + after.distanceM(), 1);
    assertEquals(Duration.ofMinutes(10), before.moving().plusSeconds(5));
    assertEquals(track.size(), before.fixCount() + after.fixCount());
  }

  @Test
  void neighboursAloneMakeNoDay() {
    Track track =
        Drive.startAt(MIDNIGHT.minus(Duration.ofHours(1)))
            .fix()
            .silent(Duration.ofHours(30))
            .fix()
            .track();
    assertEquals(0, DayFigures.of(track, MIDNIGHT, MIDNIGHT.plus(DAY)).fixCount());
  }
}
