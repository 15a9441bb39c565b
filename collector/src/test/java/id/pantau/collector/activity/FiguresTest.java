package id.pantau.collector.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.collector.activity.Figures.Weighted;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void aBigPackageWeighsByItsPagu() {
    // (50 x 900 + 100 x 100) / 1000 = 55, by hand
    assertEquals(
        OptionalDouble.of(55),
        Figures.weightedMean(List.of(new Weighted(50, 900), new Weighted(100, 100))));
  }

  @Test
  void nothingHasNoMeanAndNoMedian() {
    assertEquals(OptionalDouble.empty(), Figures.weightedMean(List.of()));
    assertEquals(OptionalDouble.empty(), Figures.weightedMean(List.of(new Weighted(50, 0))));
    assertEquals(OptionalDouble.empty(), Figures.median(List.of()));
  }

  @Test
  void theMedianIsTheMiddleOne() {
    assertEquals(OptionalDouble.of(40), Figures.median(List.of(90.0, 10.0, 40.0)));
    assertEquals(OptionalDouble.of(30), Figures.median(List.of(90.0, 10.0, 40.0, 20.0)));
  }

  @Test
  void aShareOfNothingIsNothing() {
    assertEquals(25, Figures.percent(1, 4));
    assertEquals(0, Figures.percent(1, 0));
  }
}
