package id.pantau.acceptance.demo;

import id.pantau.acceptance.sim.Road;
import id.pantau.acceptance.sim.RoadClass;
import id.pantau.acceptance.sim.RoadNetwork;
import id.pantau.collector.region.MapFeature;
import id.pantau.collector.region.Region;
import id.pantau.wire.LatLon;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Puts the invented roads of the simulation on the built-in map, so that vehicles drive on lines.
 */
final class DemoMap {
  private static final String SOURCE = "demo";

  /** What the eye does not miss at street level. */
  private static final double TOLERANCE_M = 3;

  /** The summit: a fact, not an invention. */
  private static final MapFeature RINJANI =
      new MapFeature(
          "peak",
          "volcano",
          Optional.of("Gunung Rinjani"),
          "{\"type\":\"Point\",\"coordinates\":[116.4573,-8.4113]}");

  private DemoMap() {}

  static void draw(Region region, RoadNetwork roads) {
    var features = new ArrayList<MapFeature>();
    roads.roads().forEach(road -> features.add(feature(road, roads.points(road))));
    features.add(RINJANI);
    region.replaceMapFeatures(SOURCE, features);
  }

  private static MapFeature feature(Road road, List<LatLon> points) {
    String line =
        Simplified.line(points, TOLERANCE_M).stream()
            .map(at -> String.format(Locale.ROOT, "[%.5f,%.5f]", at.lon(), at.lat()))
            .collect(Collectors.joining(","));
    return new MapFeature(
        "road",
        mapClass(road.roadClass()),
        Optional.of(road.name()).filter(name -> !name.isEmpty()),
        "{\"type\":\"LineString\",\"coordinates\":[" + line + "]}");
  }

  /** The words of the map's style. */
  private static String mapClass(RoadClass roadClass) {
    return switch (roadClass) {
      case NATIONAL -> "primary";
      case PROVINCIAL -> "secondary";
      case REGENCY -> "tertiary";
      case LOCAL -> "lane";
    };
  }
}
