package id.pantau.collector.track;

import id.pantau.collector.region.GeoJson;
import id.pantau.collector.web.Json;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The route of a day as GeoJSON (RFC 7946): a line a trip, a point a stop, a straight line a gap.
 */
final class GeoJsonRoute {
  private GeoJsonRoute() {}

  static byte[] of(Track track, VehicleDay day) {
    var features = new ArrayList<Map<String, Object>>();
    for (VehicleDay.DayTrip trip : day.trips()) {
      var properties = properties("trip", trip.start(), trip.end());
      properties.put("distanceM", Math.round(trip.distanceM()));
      line(features, properties, between(track, trip.start(), trip.end()));
    }
    for (VehicleDay.DayStop stop : day.stops()) {
      var properties = new LinkedHashMap<String, Object>();
      properties.put("kind", "stop");
      properties.put("arrive", stop.arrive());
      stop.leave().ifPresent(leave -> properties.put("leave", leave));
      properties.put("durationS", stop.durationS());
      stop.place().ifPresent(place -> properties.put("place", place));
      features.add(GeoJson.point(properties, stop.at()));
    }
    for (Gap gap : day.gaps()) {
      line(features, properties("gap", gap.from(), gap.to()), around(track, gap.from(), gap.to()));
    }
    return Json.bytes(Map.of("type", "FeatureCollection", "features", features));
  }

  private static LinkedHashMap<String, Object> properties(String kind, Instant from, Instant to) {
    var properties = new LinkedHashMap<String, Object>();
    properties.put("kind", kind);
    properties.put("from", from);
    properties.put("to", to);
    return properties;
  }

  /** A line needs two points; a trip of which this day has only one fix is not drawn. */
  private static void line(
      List<Map<String, Object>> features, Map<String, Object> properties, List<LatLon> points) {
    if (points.size() >= 2) {
      features.add(GeoJson.line(properties, points));
    }
  }

  private static List<LatLon> between(Track track, Instant from, Instant to) {
    return track.within(from, to).mapToObj(track::at).toList();
  }

  private static List<LatLon> around(Track track, Instant from, Instant to) {
    int before = -1;
    int after = -1;
    for (int i = 0; i < track.size(); i++) {
      if (!track.has(i, Fix.FLAG_JUMP)) {
        before = track.time(i).isAfter(from) ? before : i;
        after = after < 0 && !track.time(i).isBefore(to) ? i : after;
      }
    }
    return before < 0 || after < 0 ? List.of() : List.of(track.at(before), track.at(after));
  }
}
