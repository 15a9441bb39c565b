package id.pantau.collector.export;

import id.pantau.collector.track.Track;
import id.pantau.collector.track.VehicleDay;
import id.pantau.wire.LatLon;

/** KML 2.2 (OGC 07-147r2) with the timed tracks of its extension gx: what a globe can play back. */
final class KmlFile {
  private static final String NAMESPACE = "http://www.opengis.net/kml/2.2";
  private static final String TIMED = "http://www.google.com/kml/ext/2.2";

  private KmlFile() {}

  static byte[] of(Journey journey) {
    var words = new Captions(journey);
    Xml xml = new Xml("kml", NAMESPACE).namespace("gx", TIMED);
    xml.element(
        "Document",
        () -> {
          xml.text("name", journey.title());
          journey.days().forEach(day -> folder(xml, words, day));
        });
    return xml.end();
  }

  private static void folder(Xml xml, Captions words, Journey.Day day) {
    xml.element(
        "Folder",
        () -> {
          xml.text("name", day.date().toString());
          for (VehicleDay.DayTrip trip : day.told().trips()) {
            xml.element(
                "Placemark",
                () -> {
                  xml.text("name", words.trip(day, trip));
                  xml.element("gx:Track", () -> moments(xml, day.track(), trip));
                });
          }
          for (VehicleDay.DayStop stop : day.told().stops()) {
            xml.element(
                "Placemark",
                () -> {
                  xml.text("name", words.stop(stop));
                  xml.text("description", words.stopTimes(day, stop));
                  xml.element("Point", () -> xml.text("coordinates", position(stop.at(), ",")));
                });
          }
        });
  }

  /** All times first, then as many places. */
  private static void moments(Xml xml, Track track, VehicleDay.DayTrip trip) {
    int[] fixes = track.within(trip.start(), trip.end()).toArray();
    for (int i : fixes) {
      xml.text("when", track.time(i).toString());
    }
    for (int i : fixes) {
      xml.text("gx:coord", position(track.at(i), " "));
    }
  }

  private static String position(LatLon at, String between) {
    return GpxFile.degrees(at.lon()) + between + GpxFile.degrees(at.lat());
  }
}
