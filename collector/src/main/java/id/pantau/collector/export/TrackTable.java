package id.pantau.collector.export;

import id.pantau.collector.track.Track;
import id.pantau.wire.Fix;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Every fix in a row of CSV (RFC 4180), for programs: the names of the columns are no words. */
final class TrackTable {
  private static final String HEAD =
      "time,localTime,lat,lon,speedKmh,courseDeg,ignition,implausible\r\n";

  private TrackTable() {}

  static byte[] of(Journey journey) {
    var out = new StringBuilder(HEAD);
    for (Journey.Day day : journey.days()) {
      Track track = day.track();
      for (int i = 0; i < track.size(); i++) {
        row(out, journey, track, i);
      }
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void row(StringBuilder out, Journey journey, Track track, int i) {
    ZonedDateTime local = track.time(i).atZone(journey.zone());
    out.append(track.time(i))
        .append(',')
        .append(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local))
        .append(',')
        .append(GpxFile.degrees(track.at(i).lat()))
        .append(',')
        .append(GpxFile.degrees(track.at(i).lon()))
        .append(',')
        .append(track.speedDms(i) == Track.UNKNOWN ? "" : "" + Math.round(track.speedDms(i) * 0.36))
        .append(',')
        .append(track.courseDeg(i) == Track.UNKNOWN ? "" : "" + track.courseDeg(i))
        .append(',')
        .append(ignition(track, i))
        .append(',')
        .append(track.has(i, Fix.FLAG_JUMP) ? "1" : "0")
        .append("\r\n");
  }

  private static String ignition(Track track, int i) {
    if (!track.has(i, Fix.FLAG_IGNITION_KNOWN)) {
      return "";
    }
    return track.ignitionOff(i) ? "off" : "on";
  }
}
