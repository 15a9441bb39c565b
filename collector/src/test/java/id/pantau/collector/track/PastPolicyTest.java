package id.pantau.collector.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a vehicle was between two positions, without a database. */
class PastPolicyTest {
  private static final Instant START = Instant.parse("2026-11-10T00:00:00Z");

  /** A position a minute, 600 m apart. */
  private static final Track NORTH =
      Drive.start().every(Duration.ofMinutes(1)).north(3_000, 10).track();

  @Test
  void isOnTheWayBetweenTwoPositions() {
    PastPolicy.Place place = PastPolicy.at(NORTH, START.plusSeconds(150)).orElseThrow();
    assertEquals(-8.65 + 1_500 / 111_194.93, place.at().lat(), 1e-5);
    assertEquals(START.plusSeconds(120), place.fixTime());
    assertEquals(Optional.of(36.0), place.speedKmh());
  }

  @Test
  void isNowhereBeforeTheFirstAfterTheLastAndOverAGap() {
    assertEquals(Optional.empty(), PastPolicy.at(NORTH, START.plusSeconds(59)));
    assertEquals(Optional.empty(), PastPolicy.at(NORTH, START.plusSeconds(301)));
    Track gap =
        Drive.start().north(1_000, 10).silent(Duration.ofMinutes(11)).jump(9_000, 0).fix().track();
    assertEquals(Optional.empty(), PastPolicy.at(gap, START.plusSeconds(300)));
    assertEquals(Optional.empty(), PastPolicy.at(Track.builder().build(), START));
  }
}
