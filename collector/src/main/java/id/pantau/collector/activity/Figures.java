package id.pantau.collector.activity;

import java.util.List;
import java.util.OptionalDouble;

/** The figures of many packages together. */
public final class Figures {
  private Figures() {}

  /** A value and what it weighs, which is its pagu. */
  public record Weighted(double value, long weightRp) {}

  /** The mean weighted by pagu; empty when nothing has a weight. */
  public static OptionalDouble weightedMean(List<Weighted> values) {
    double sum = 0;
    double weight = 0;
    for (Weighted value : values) {
      sum += value.value() * value.weightRp();
      weight += value.weightRp();
    }
    return weight > 0 ? OptionalDouble.of(sum / weight) : OptionalDouble.empty();
  }

  /** The unweighted middle, beside the mean because one huge project hides many. */
  public static OptionalDouble median(List<Double> values) {
    if (values.isEmpty()) {
      return OptionalDouble.empty();
    }
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return OptionalDouble.of(
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2);
  }

  /** A share as per cent; 0 of nothing is 0. */
  public static double percent(double part, double whole) {
    return whole > 0 ? 100 * part / whole : 0;
  }

  /** To two decimals, as percentages are shown and stored. */
  public static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
