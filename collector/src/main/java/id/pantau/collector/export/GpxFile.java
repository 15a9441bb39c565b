package id.pantau.collector.export;

import id.pantau.collector.track.Track;
import id.pantau.collector.track.VehicleDay;
import id.pantau.wire.LatLon;
import java.util.Locale;

/** GPX 1.1 (topografix.com/GPX/1/1): a waypoint a stop, a track a trip. */
final class GpxFile {
  private static final String NAMESPACE = "http://www.topografix.com/GPX/1/1";

  private GpxFile() {}

  static byte[] of(Journey journey) {
    var words = new Captions(journey);
    Xml xml = new Xml("gpx", NAMESPACE).attribute("version", "1.1").attribute("creator", "Pantau");
    xml.element("metadata", () -> xml.text("name", journey.title()));
    // The schema wants all waypoints before the first track.
    for (Journey.Day day : journey.days()) {
      for (VehicleDay.DayStop stop : day.told().stops()) {
        xml.element(
            "wpt",
            () -> {
              place(xml, stop.at());
              xml.text("time", stop.arrive().toString());
              xml.text("name", words.stop(stop));
              xml.text("desc", words.stopTimes(day, stop));
            });
      }
    }
    for (Journey.Day day : journey.days()) {
      for (VehicleDay.DayTrip trip : day.told().trips()) {
        xml.element(
            "trk",
            () -> {
              xml.text("name", words.trip(day, trip));
              xml.element("trkseg", () -> points(xml, day.track(), trip));
            });
      }
    }
    return xml.end();
  }

  private static void points(Xml xml, Track track, VehicleDay.DayTrip trip) {
    track
        .within(trip.start(), trip.end())
        .forEach(
            i ->
                xml.element(
                    "trkpt",
                    () -> {
                      place(xml, track.at(i));
                      xml.text("time", track.time(i).toString());
                    }));
  }

  private static void place(Xml xml, LatLon at) {
    xml.attribute("lat", degrees(at.lat())).attribute("lon", degrees(at.lon()));
  }

  static String degrees(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }
}
