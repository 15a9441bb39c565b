package id.pantau.collector.track;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.wire.Fix;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RouteThinnerTest {
  private static Track thinned(Track track) {
    return PackedTrack.read(RouteThinner.packed(track, RouteThinner.kept(track)));
  }

  /** How far the worst fix lies from where the kept ones have the vehicle at its time. */
  private static double worstErrorM(Track whole, Track kept) {
    double worst = 0;
    int b = 0;
    for (int i = 0; i < whole.size(); i++) {
      while (kept.timeMs(b) < whole.timeMs(i)) {
        b++;
      }
      int a = kept.timeMs(b) == whole.timeMs(i) ? b : b - 1;
      double span = kept.timeMs(b) - kept.timeMs(a);
      double part = span == 0 ? 0 : (whole.timeMs(i) - kept.timeMs(a)) / span;
      worst =
          Math.max(
              worst,
              Track.distanceM(
                  kept.latE6(a) + part * (kept.latE6(b) - kept.latE6(a)),
                  kept.lonE6(a) + part * (kept.lonE6(b) - kept.lonE6(a)),
                  whole.latE6(i),
                  whole.lonE6(i)));
    }
    return worst;
  }

  @Test
  void noFixLiesFarFromWhatIsKept() {
    Track whole =
        Drive.start()
            .north(3_000, 12)
            .stand(Duration.ofMinutes(20), 4)
            .east(2_000, 7)
            .south(1_500, 15)
            .stand(Duration.ofHours(2), 4)
            .north(500, 3)
            .track();
    Track kept = thinned(whole);
    assertTrue(worstErrorM(whole, kept) <= RouteThinner.MOST_ERROR_M);
    assertTrue(kept.size() < whole.size() / 40, kept.size() + " of " + whole.size());
    assertEquals(whole.time(0), kept.time(0));
    assertEquals(whole.time(whole.size() - 1), kept.time(kept.size() - 1));
  }

  @Test
  void whatIsKeptIsAsItWas() {
    Track whole = Drive.startAt(Instant.parse("2026-11-09T22:50:00Z")).east(20_000, 11).track();
    int[] kept = RouteThinner.kept(whole);
    Track thin = PackedTrack.read(RouteThinner.packed(whole, kept));
    assertEquals(kept.length, thin.size());
    for (int k = 0; k < kept.length; k++) {
      int i = kept[k];
      assertArrayEquals(
          new long[] {
            whole.timeMs(i), whole.latE6(i), whole.lonE6(i), whole.speedDms(i), whole.flags(i)
          },
          new long[] {
            thin.timeMs(k), thin.latE6(k), thin.lonE6(k), thin.speedDms(k), thin.flags(k)
          });
    }
  }

  @Test
  void whatCannotBeTrueIsNotKept() {
    Track whole =
        Drive.start()
            .north(500, 10)
            .flags(Fix.FLAG_JUMP)
            .spike(9_000)
            .flags(0)
            .north(500, 10)
            .track();
    Track kept = thinned(whole);
    for (int i = 0; i < kept.size(); i++) {
      assertFalse(kept.has(i, Fix.FLAG_JUMP));
    }
  }

  @Test
  void nothingAndOneFixAreKept() {
    assertEquals(0, thinned(Track.builder().build()).size());
    assertEquals(1, thinned(Drive.start().fix().track()).size());
  }
}
