package id.pantau.agent.nmea;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceGateTest {
  private static final String RMC =
      "GPRMC,145243.00,A,4912.49273,N,01622.42909,E,3.726,38.58,210926,,,A";

  private final RefusalCounts counts = new RefusalCounts();
  private final List<Sentence> passed = new ArrayList<>();
  private final SentenceGate gate = new SentenceGate(counts, passed::add);

  private void feed(String text) {
    byte[] bytes = Nmea.bytes(text);
    gate.accept(bytes, 0, bytes.length);
  }

  private List<String> texts() {
    return passed.stream().map(Sentence::text).toList();
  }

  @Test
  void letsAWholeSentenceThrough() {
    feed(Nmea.sentence(RMC));
    assertEquals(List.of(Nmea.sentence(RMC).strip()), texts());
    assertEquals(Sentence.Kind.RMC, passed.getFirst().kind());
    assertEquals(0, counts.refused());
  }

  @Test
  void takesBytesInPiecesOfAnySize() {
    for (byte b : Nmea.bytes(Nmea.sentence(RMC))) {
      gate.accept(new byte[] {b}, 0, 1);
    }
    assertEquals(1, passed.size());
  }

  @Test
  void takesALowerCaseChecksum() {
    String sentence = Nmea.sentence(RMC + ",V"); // *2C
    int star = sentence.indexOf('*');
    feed(sentence.substring(0, star) + sentence.substring(star).toLowerCase(Locale.ROOT));
    assertTrue(sentence.substring(star).matches("(?s).*[A-F].*"), "a letter in it");
    assertEquals(1, passed.size());
  }

  @Test
  void refusesASentenceWithoutChecksum() {
    feed("$" + RMC + "\r\n");
    assertTrue(passed.isEmpty());
    assertEquals(1, counts.refused(Refusal.TRUNCATED));
  }

  @Test
  void refusesALineThatLostItsStar() {
    feed(Nmea.sentence(RMC).replace("*", ""));
    assertTrue(passed.isEmpty());
    assertEquals(1, counts.refused(Refusal.TRUNCATED));
  }

  @Test
  void refusesAWrongChecksum() {
    feed(Nmea.sentence(RMC).replace("4912", "4812"));
    assertTrue(passed.isEmpty());
    assertEquals(1, counts.refused(Refusal.CHECKSUM));
  }

  @Test
  void findsTheNextSentenceInsideACutLine() {
    feed("$GPGGA,145243.00,4912.4" + Nmea.sentence(RMC));
    assertEquals(1, passed.size());
    assertEquals(1, counts.refused(Refusal.TRUNCATED));
  }

  @Test
  void findsTwoSentencesGluedTogether() {
    feed(Nmea.sentence(RMC).strip() + Nmea.sentence(RMC));
    assertEquals(2, passed.size());
  }

  @Test
  void findsSentencesBetweenBinary() {
    String ubx = "\u00b5b\u0001\u0007\\\u0000$\u0004\u0011\u00ff\u0080$$";
    feed(ubx + Nmea.sentence(RMC) + ubx + Nmea.sentence(RMC));
    assertEquals(2, passed.size());
  }

  @Test
  void refusesAControlCharacterInside() {
    feed(Nmea.sentence(RMC).replace("3.726", "3.\u00076"));
    assertTrue(passed.isEmpty());
    assertEquals(1, counts.refused(Refusal.BAD_CHARACTER));
  }

  @Test
  void takesASentenceOver82Characters() {
    String longGga =
        "GNGGA,092321.00,4404.12345678,N,12118.12345678,W,4,12,0.53,1129.9123,M,-21.3123,M,1.0,0042";
    feed(Nmea.sentence(longGga));
    assertTrue(Nmea.sentence(longGga).length() > 82);
    assertEquals(1, passed.size());
  }

  @Test
  void givesUpOnALineWithoutEnd() {
    feed("$GPRMC," + "1".repeat(500) + Nmea.sentence(RMC));
    assertEquals(1, passed.size());
    assertEquals(1, counts.refused(Refusal.TOO_LONG));
  }

  @Test
  void letsUnknownSentencesThroughAsOther() {
    feed(Nmea.sentence("PUBX,00,081350.00") + Nmea.sentence("GPTXT,01,01,02,hello"));
    assertEquals(
        List.of(Sentence.Kind.OTHER, Sentence.Kind.OTHER),
        passed.stream().map(Sentence::kind).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "minutes over 60; GPRMC,145243.00,A,4875.49273,N,01622.42909,E,3.7,38.58,210926,,,A; RANGE",
        "latitude over 90; GPRMC,145243.00,A,9112.49273,N,01622.42909,E,3.7,38.58,210926,,,A; RANGE",
        "longitude over 180; GPRMC,145243.00,A,4912.4,N,18022.42909,E,3.7,38.58,210926,,,A; RANGE",
        "31 February; GPRMC,145243.00,A,4912.49273,N,01622.42909,E,3.7,38.58,310226,,,A; RANGE",
        "month 13; GPRMC,145243.00,A,4912.49273,N,01622.42909,E,3.7,38.58,211326,,,A; RANGE",
        "hour 25; GPRMC,255243.00,A,4912.49273,N,01622.42909,E,3.7,38.58,210926,,,A; RANGE",
        "second 60 at noon; GPRMC,120060.00,A,4912.4,N,01622.4,E,3.7,38.58,210926,,,A; RANGE",
        "course 720; GPRMC,145243.00,A,4912.49273,N,01622.42909,E,3.7,720.0,210926,,,A; RANGE",
        "speed NaN; GPRMC,145243.00,A,4912.49273,N,01622.42909,E,NaN,38.58,210926,,,A; SHAPE",
        "speed with exponent; GPRMC,145243.00,A,4912.4,N,01622.4,E,1e5,38.58,210926,,,A; SHAPE",
        "negative speed; GPRMC,145243.00,A,4912.49273,N,01622.42909,E,-3.7,38.58,210926,,,A; SHAPE",
        "lost digit of the degrees; GPRMC,145243.00,A,912.49273,N,01622.42909,E,3.7,,210926,,,A; SHAPE",
        "point moved; GNRMC,145122.00,A,48.84142,N,01622.34157,E,3.7,38.58,210926,,,A; SHAPE",
        "hemisphere X; GPRMC,145243.00,A,4912.49273,X,01622.42909,E,3.7,38.58,210926,,,A; SHAPE",
        "no hemisphere; GPRMC,145243.00,A,4912.49273,,01622.42909,E,3.7,38.58,210926,,,A; SHAPE",
        "latitude without longitude; GPRMC,145243.00,A,4912.49273,N,,E,3.7,38.58,210926,,,A; SHAPE",
        "status X; GPRMC,145243.00,X,4912.49273,N,01622.42909,E,3.7,38.58,210926,,,A; SHAPE",
        "no status; GPRMC,145243.00,,4912.49273,N,01622.42909,E,3.7,38.58,210926,,,A; SHAPE",
        "cut date; GPRMC,145243.00,A,4912.49273,N,01622.42909,E,3.7,38.58,21092,,,A; SHAPE",
        "too few fields; GPRMC,145243.00,A,4912.49273,N,01622.42909,E; SHAPE",
        "GGA quality 9; GPGGA,145243.00,4912.4,N,01622.4,E,9,08,1.0,230.1,M,43.0,M,,; SHAPE",
        "GGA altitude --5; GPGGA,145243.00,4912.4,N,01622.4,E,1,08,1.0,--5,M,43.0,M,,; SHAPE",
        "GSA mode 7; GPGSA,A,7,04,05,,09,12,,,24,,,,,2.5,1.3,2.1; SHAPE",
        "ZDA of 1979; GPZDA,145243.00,21,09,1979,00,00; RANGE",
        "VTG course 361; GPVTG,361.0,T,,M,3.7,N,6.9,K,A; RANGE",
      })
  void refusesWhatTheChecksumDoesNotSee(String what, String body, Refusal why) {
    feed(Nmea.sentence(body));
    assertTrue(passed.isEmpty(), what);
    assertEquals(1, counts.refused(why), what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "leap second; GPRMC,235960.00,A,4912.49273,N,01622.42909,E,3.7,38.58,311216,,,A",
        "no fix; GPRMC,145243.00,V,,,,,,,210926,,,N",
        "just switched on; GPRMC,,V,,,,,,,,,,N",
        "navigation status of NMEA 4.10; GNRMC,145243.00,A,4912.4,N,01622.4,E,3.7,38.5,210926,,,A,V",
        "GGA without fix; GPGGA,,,,,,0,00,99.99,,,,,,",
        "GSA with system id; GNGSA,A,3,04,05,,09,12,,,24,,,,,2.5,1.3,2.1,1",
        "GNS; GNGNS,170600.000,4111.59880,N,11156.56667,W,AANN,21,0.53,01443.9,-016.5,,",
        "eight decimals; GNGGA,145243.00,4912.49273123,N,01622.42909123,E,4,12,0.5,230.1,M,43.0,M,1,2",
        "29 February; GPRMC,145243.00,A,4912.49273,N,01622.42909,E,3.7,38.58,290228,,,A",
      })
  void letsThroughWhatReceiversReallySend(String what, String body) {
    feed(Nmea.sentence(body));
    assertEquals(1, passed.size(), what + " " + counts.refused());
  }
}
