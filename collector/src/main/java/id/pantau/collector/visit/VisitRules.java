package id.pantau.collector.visit;

import id.pantau.collector.activity.PackageKind;
import id.pantau.collector.region.Shape;
import java.time.Duration;
import java.util.Map;

/**
 * What the regency decides about visits; table {@code visit_rules}.
 *
 * @param pointM how far from the pin of a package a stop may be
 * @param lineM how far from a road or canal
 * @param areaM how far outside an area
 * @param reachM another reach than {@code pointM} for some kinds of packages
 * @param shortest a stay that is shorter proves nothing
 * @param slowKmh below it a vehicle is looking at the road it is on
 * @param slowFor so long it must go slowly
 * @param slowM and so far along the line
 * @param joinWithin two stays at one package with a shorter pause between are one visit
 * @param strong from so many points on it is strong
 * @param medium from so many points on it counts
 */
record VisitRules(
    double pointM,
    double lineM,
    double areaM,
    Map<PackageKind, Double> reachM,
    Duration shortest,
    double slowKmh,
    Duration slowFor,
    double slowM,
    Duration joinWithin,
    int strong,
    int medium) {

  VisitRules {
    reachM = Map.copyOf(reachM);
  }

  /** How far from this a stop may be. */
  double reachM(Shape.Kind shape, PackageKind kind) {
    return switch (shape) {
      case POINT -> reachM.getOrDefault(kind, pointM);
      case LINE -> lineM;
      case AREA -> areaM;
    };
  }
}
