package id.pantau.collector.region;

import id.pantau.wire.LatLon;
import java.util.List;
import java.util.Map;

/**
 * The features of a GeoJSON document (RFC 7946), to a tenth of a metre. The only place where
 * longitude comes first.
 */
public final class GeoJson {
  private GeoJson() {}

  public static Map<String, Object> point(Map<String, Object> properties, LatLon at) {
    return feature(properties, "Point", position(at));
  }

  /**
   * @param way of two places at least
   */
  public static Map<String, Object> line(Map<String, Object> properties, List<LatLon> way) {
    return feature(properties, "LineString", way.stream().map(GeoJson::position).toList());
  }

  private static Map<String, Object> feature(
      Map<String, Object> properties, String type, Object coordinates) {
    return Map.of(
        "type",
        "Feature",
        "properties",
        properties,
        "geometry",
        Map.of("type", type, "coordinates", coordinates));
  }

  private static double[] position(LatLon at) {
    return new double[] {Math.round(at.lon() * 1e6) / 1e6, Math.round(at.lat() * 1e6) / 1e6};
  }
}
