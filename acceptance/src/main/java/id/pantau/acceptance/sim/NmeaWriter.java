package id.pantau.acceptance.sim;

import id.pantau.wire.Fix;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes readings as a u-blox receiver does: RMC, VTG, GGA, GSA, and every few seconds GSV (NMEA
 * 0183 version 2.3), CR LF and checksums.
 *
 * <p>One second of it is at most 700 bytes: 9600 baud carry 960.
 */
public final class NmeaWriter {
  private static final double KNOTS_PER_MS = 3_600 / 1_852.0;
  private static final int GSV_EVERY_S = 5;
  private static final int SATELLITES_PER_GSV = 4;
  private static final int GSA_SLOTS = 12;
  private static final int FIRST_GLONASS = 65;

  private NmeaWriter() {}

  /** All sentences of one second. */
  public static byte[] write(Reading reading) {
    var out = new StringBuilder(700);
    switch (reading) {
      case Reading.Solved solved -> position(out, solved);
      case Reading.Searching searching -> nothing(out, searching);
    }
    if (reading.time().getEpochSecond() % GSV_EVERY_S == 0) {
      satellites(out, "GP", reading.inView().stream().filter(s -> !isGlonass(s)).toList());
      satellites(out, "GL", reading.inView().stream().filter(NmeaWriter::isGlonass).toList());
    }
    return out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void position(StringBuilder out, Reading.Solved solved) {
    Fix fix = solved.fix();
    String place = latLon(fix);
    String course =
        Double.isNaN(fix.courseDeg())
            ? ""
            : number("%.2f", Math.round(fix.courseDeg() * 100) % 36_000 / 100.0);
    double knots = fix.speedMs() * KNOTS_PER_MS;
    sentence(
        out,
        number(
            "GNRMC,%s,A,%s,%.3f,%s,%s,,,A",
            clock(fix.fixTime()), place, knots, course, date(fix.fixTime())));
    sentence(out, number("GNVTG,%s,T,,M,%.3f,N,%.3f,K,A", course, knots, fix.speedMs() * 3.6));
    sentence(
        out,
        number(
            "GNGGA,%s,%s,1,%02d,%.2f,%.1f,M,%.1f,M,,",
            clock(fix.fixTime()),
            place,
            Math.min(fix.satellites(), GSA_SLOTS),
            fix.hdop(),
            fix.altitudeM(),
            Receiver.geoidM()));
    var slots = new StringBuilder();
    for (int i = 0; i < GSA_SLOTS; i++) {
      slots
          .append(i < solved.used().size() ? number("%02d", solved.used().get(i)) : "")
          .append(',');
    }
    sentence(
        out,
        number(
            "GNGSA,A,%d,%s%.2f,%.2f,%.2f",
            fix.mode().nmea(), slots, solved.pdop(), fix.hdop(), solved.vdop()));
  }

  private static void nothing(StringBuilder out, Reading.Searching searching) {
    String clock = searching.clockKnown() ? clock(searching.time()) : "";
    String date = searching.clockKnown() ? date(searching.time()) : "";
    sentence(out, "GNRMC," + clock + ",V,,,,,,," + date + ",,,N");
    sentence(out, "GNVTG,,,,,,,,,N");
    sentence(out, "GNGGA," + clock + ",,,,,0,00,99.99,,,,,,");
    sentence(out, "GNGSA,A,1,,,,,,,,,,,,,99.99,99.99,99.99");
  }

  private static void satellites(StringBuilder out, String talker, List<Reading.Satellite> all) {
    int messages = Math.max(1, (all.size() + SATELLITES_PER_GSV - 1) / SATELLITES_PER_GSV);
    for (int message = 0; message < messages; message++) {
      var fields = new ArrayList<String>();
      for (int i = message * SATELLITES_PER_GSV;
          i < Math.min(all.size(), (message + 1) * SATELLITES_PER_GSV);
          i++) {
        Reading.Satellite each = all.get(i);
        fields.add(
            number(
                "%02d,%02d,%03d,%s",
                each.number(),
                each.elevationDeg(),
                each.azimuthDeg(),
                each.snrDb() == 0 ? "" : number("%02d", each.snrDb())));
      }
      String tail = fields.isEmpty() ? "" : "," + String.join(",", fields);
      sentence(out, number("%sGSV,%d,%d,%02d%s", talker, messages, message + 1, all.size(), tail));
    }
  }

  /** Appends {@code $body*hh CR LF}; hh is the XOR of the characters between $ and *. */
  static void sentence(StringBuilder out, String body) {
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      sum ^= body.charAt(i);
    }
    out.append('$').append(body).append(number("*%02X\r\n", sum));
  }

  private static String latLon(Fix fix) {
    return angle(fix.at().lat(), 2, 'N', 'S') + "," + angle(fix.at().lon(), 3, 'E', 'W');
  }

  /** Degrees and minutes with five decimals, 2 cm. */
  private static String angle(double degrees, int width, char positive, char negative) {
    long units = Math.round(Math.abs(degrees) * 60 * 100_000);
    long whole = units / 6_000_000;
    double minutes = (units - whole * 6_000_000) / 100_000.0;
    return number("%0" + width + "d%08.5f,%c", whole, minutes, degrees < 0 ? negative : positive);
  }

  private static String clock(Instant time) {
    OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
    return number(
        "%02d%02d%02d.%02d",
        utc.getHour(), utc.getMinute(), utc.getSecond(), utc.getNano() / 10_000_000);
  }

  private static String date(Instant time) {
    OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
    return number("%02d%02d%02d", utc.getDayOfMonth(), utc.getMonthValue(), utc.getYear() % 100);
  }

  private static boolean isGlonass(Reading.Satellite satellite) {
    return satellite.number() >= FIRST_GLONASS;
  }

  private static String number(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
