package id.pantau.collector.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.pantau.collector.activity.ActivityRules.Thresholds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandPolicyTest {
  @ParameterizedTest
  @CsvSource({
    // up to a plan of 70: amber from -5, red below -10
    "40, 3, ON_TRACK",
    "40, -4.99, ON_TRACK",
    "40, -5, WATCH",
    "40, -10, WATCH",
    "40, -10.01, CRITICAL",
    "70, -9, WATCH",
    // above it the limits are half
    "70.01, -2.49, ON_TRACK",
    "70.01, -2.5, WATCH",
    "99, -5, WATCH",
    "99, -5.01, CRITICAL",
    "100, -40, CRITICAL"
  })
  void coloursADeviationByHowMuchOfThePlanShouldBeDone(
      double plannedPct, double deviationPts, Band expected) {
    assertEquals(expected, BandPolicy.judge(Thresholds.STANDARD, plannedPct, deviationPts));
  }

  @Test
  void aRegencyMaySetItsOwnThresholds() {
    var strict = new Thresholds(50, 1, 2, 0.5, 1);
    assertEquals(Band.CRITICAL, BandPolicy.judge(strict, 40, -3));
    assertEquals(Band.WATCH, BandPolicy.judge(strict, 60, -0.7));
  }

  @Test
  void thresholdsOutOfOrderAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Thresholds(70, 10, 5, 2.5, 5));
    assertThrows(IllegalArgumentException.class, () -> new Thresholds(70, 5, 10, Double.NaN, 5));
  }
}
