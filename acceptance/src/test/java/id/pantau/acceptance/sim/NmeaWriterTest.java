package id.pantau.acceptance.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NmeaWriterTest {
  private static final Instant TIME = Instant.parse("2026-11-23T01:02:03Z");

  @Test
  void writesWhatTheReceiverManualShows() {
    String text = text(solved(TIME, 12.5, 87.25));
    assertTrue(
        text.startsWith("$GNRMC,010203.00,A,0838.99999,S,11632.00001,E,24.298,87.25,231126,,,A*"),
        text);
    assertTrue(text.contains("$GNVTG,87.25,T,,M,24.298,N,45.000,K,A*"), text);
    assertTrue(
        text.contains("$GNGGA,010203.00,0838.99999,S,11632.00001,E,1,08,0.90,151.4,M,38.0,M,,*"),
        text);
    assertTrue(text.contains("$GNGSA,A,3,01,03,05,07,09,11,65,67,,,,,1.58,0.90,1.26*"), text);
  }

  @Test
  void minutesNeverReachSixty() {
    Fix almost =
        new Fix(
            TIME,
            new LatLon(-8.99999999999, 116.99999999999),
            Fix.Mode.FIX_3D,
            0,
            Double.NaN,
            10,
            1,
            8,
            0);
    String text = text(new Reading.Solved(TIME, List.of(), almost, 2, 1.5, List.of(1, 2, 3, 4)));
    assertTrue(text.contains(",0900.00000,S,11700.00000,E,"), text);
  }

  @Test
  void everySentenceHasItsChecksumAndFitsALine() {
    for (int second = 0; second < 12; second++) {
      for (String line : text(solved(TIME.plusSeconds(second), 0, Double.NaN)).split("\r\n")) {
        assertTrue(line.matches("\\$[A-Z]{5},[ -~]*\\*[0-9A-F]{2}"), line);
        assertTrue(line.length() <= 80, line);
        int sum = 0;
        for (char each : line.substring(1, line.indexOf('*')).toCharArray()) {
          sum ^= each;
        }
        assertEquals(sum, Integer.parseInt(line.substring(line.indexOf('*') + 1), 16), line);
      }
    }
  }

  @Test
  void aSecondFitsIntoASecondAt9600Baud() {
    for (int second = 0; second < 10; second++) {
      int length = NmeaWriter.write(solved(TIME.plusSeconds(second), 20, 359.99)).length;
      assertTrue(length < 960, length + " bytes");
    }
  }

  @Test
  void searchingSaysSoAndGivesNoPosition() {
    String text = text(new Reading.Searching(TIME, List.of(), true));
    assertTrue(text.contains("$GNRMC,010203.00,V,,,,,,,231126,,,N*"), text);
    assertTrue(text.contains(",0,00,99.99,"), text);
    String cold = text(new Reading.Searching(TIME, List.of(), false));
    assertTrue(cold.contains("$GNRMC,,V,,,,,,,,,,N*"), cold);
  }

  @Test
  void damagerDamagesAboutTheShareAskedFor() {
    byte[] clean = NmeaWriter.write(solved(TIME, 20, 10));
    var damager = new LineDamager(7, 0.05);
    int sentences = 0;
    int whole = 0;
    for (int i = 0; i < 2_000; i++) {
      String sent = new String(clean, StandardCharsets.ISO_8859_1);
      String got = new String(damager.damage(clean), StandardCharsets.ISO_8859_1);
      var left = new ArrayList<>(List.of(got.split("\r\n")));
      for (String line : sent.split("\r\n")) {
        sentences++;
        whole += left.remove(line) ? 1 : 0;
      }
    }
    double damaged = 1 - whole / (double) sentences;
    assertTrue(damaged > 0.02 && damaged < 0.09, damaged + " damaged");
    assertTrue(damager.damages() > 0);
  }

  @Test
  void damagerIsRepeatableAndLeavesAGoodLineAlone() {
    byte[] clean = NmeaWriter.write(solved(TIME, 20, 10));
    assertArrayEquals(clean, new LineDamager(7, 0).damage(clean));
    assertArrayEquals(new LineDamager(7, 0.5).damage(clean), new LineDamager(7, 0.5).damage(clean));
  }

  private static String text(Reading reading) {
    return new String(NmeaWriter.write(reading), StandardCharsets.US_ASCII);
  }

  private static Reading.Solved solved(Instant time, double speedMs, double courseDeg) {
    var at = new LatLon(-(8 + 38.99999 / 60), 116 + 32.00001 / 60);
    var fix = new Fix(time, at, Fix.Mode.FIX_3D, speedMs, courseDeg, 151.4, 0.9, 8, 0);
    var view = new ArrayList<Reading.Satellite>();
    for (int i = 0; i < 12; i++) {
      view.add(new Reading.Satellite(i < 8 ? 1 + 2 * i : 65 + i, 30 + i, 20 * i, i % 3 * 15));
    }
    return new Reading.Solved(time, view, fix, 1.575, 1.26, List.of(1, 3, 5, 7, 9, 11, 65, 67));
  }
}
