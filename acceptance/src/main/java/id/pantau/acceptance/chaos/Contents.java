package id.pantau.acceptance.chaos;

import id.pantau.wire.DeviceEvent;
import id.pantau.wire.Fix;
import java.util.Locale;
import java.util.TreeMap;

/** Writes records so that equal ones are equal texts, in the steps of the wire. */
final class Contents {
  private Contents() {}

  static String of(Fix fix) {
    return String.format(
        Locale.ROOT,
        "fix %d %d %d mode=%d speed=%s course=%s altitude=%s hdop=%s satellites=%d flags=%d",
        fix.fixTime().toEpochMilli(),
        Math.round(fix.at().lat() * 1e6),
        Math.round(fix.at().lon() * 1e6),
        fix.mode().nmea(),
        steps(fix.speedMs(), 10),
        steps(fix.courseDeg(), 1),
        steps(fix.altitudeM(), 1),
        steps(fix.hdop(), 10),
        fix.satellites(),
        fix.flags());
  }

  static String of(DeviceEvent event) {
    String place =
        event
            .place()
            .map(at -> Math.round(at.lat() * 1e6) + " " + Math.round(at.lon() * 1e6))
            .orElse("nowhere");
    return "event "
        + event.kind().word()
        + " "
        + event.time().toEpochMilli()
        + " "
        + place
        + " "
        + new TreeMap<>(event.details());
  }

  private static String steps(double value, int perUnit) {
    return Double.isNaN(value) ? "-" : Long.toString(Math.round(value * perUnit));
  }
}
