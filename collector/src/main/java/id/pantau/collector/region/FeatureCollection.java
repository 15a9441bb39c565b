package id.pantau.collector.region;

import id.pantau.collector.web.Call;
import id.pantau.collector.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Features of GeoJSON as an answer that a browser keeps for as long as it does not change. */
final class FeatureCollection {
  private FeatureCollection() {}

  /**
   * @param geometry comes as GeoJSON from PostGIS and is not read here
   */
  static String feature(Map<String, Object> properties, String geometry) {
    return "{\"type\":\"Feature\",\"properties\":"
        + new String(Json.bytes(properties), StandardCharsets.UTF_8)
        + ",\"geometry\":"
        + geometry
        + "}";
  }

  static void send(Call call, List<String> features) {
    byte[] json =
        ("{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}")
            .getBytes(StandardCharsets.UTF_8);
    call.sendKept("application/geo+json", json);
  }
}
