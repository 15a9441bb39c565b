package id.pantau.collector.activity;

import java.util.List;

/** Plan and actual over a year, each in the order of its dates. */
public record Curve(List<CurvePoint> plan, List<CurvePoint> actual) {
  public Curve {
    plan = List.copyOf(plan);
    actual = List.copyOf(actual);
  }
}
