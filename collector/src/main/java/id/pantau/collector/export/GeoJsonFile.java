package id.pantau.collector.export;

import id.pantau.collector.region.GeoJson;
import id.pantau.collector.track.VehicleDay;
import id.pantau.collector.web.Json;
import id.pantau.wire.LatLon;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** GeoJSON (RFC 7946): a line a trip and a point a stop, for programs that draw maps. */
final class GeoJsonFile {
  private GeoJsonFile() {}

  static byte[] of(Journey journey) {
    var words = new Captions(journey);
    var features = new ArrayList<Map<String, Object>>();
    for (Journey.Day day : journey.days()) {
      for (VehicleDay.DayTrip trip : day.told().trips()) {
        List<LatLon> way =
            day.track().within(trip.start(), trip.end()).mapToObj(day.track()::at).toList();
        if (way.size() >= 2) { // one place is no line
          var properties = properties("trip", words.trip(day, trip), day);
          properties.put("start", trip.start());
          properties.put("end", trip.end());
          properties.put("distanceM", Math.round(trip.distanceM()));
          features.add(GeoJson.line(properties, way));
        }
      }
      for (VehicleDay.DayStop stop : day.told().stops()) {
        var properties = properties("stop", words.stop(stop), day);
        properties.put("arrive", stop.arrive());
        stop.leave().ifPresent(leave -> properties.put("leave", leave));
        properties.put("durationS", stop.durationS());
        features.add(GeoJson.point(properties, stop.at()));
      }
    }
    return Json.bytes(
        Map.of("type", "FeatureCollection", "name", journey.title(), "features", features));
  }

  private static Map<String, Object> properties(String kind, String name, Journey.Day day) {
    var properties = new LinkedHashMap<String, Object>();
    properties.put("kind", kind);
    properties.put("name", name);
    properties.put("date", day.date());
    return properties;
  }
}
