package id.pantau.agent.nmea;

import static id.pantau.agent.nmea.Nmea.fixes;
import static id.pantau.agent.nmea.Nmea.sentence;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.wire.Fix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FixAssemblerTest {
  private static final DecoderSettings LOG = DecoderSettings.forLogs();
  private static final DecoderSettings LIVE = DecoderSettings.liveWithoutRollover();

  /** A drive north from Selong at 36 km/h, one epoch a second: minute 39.0 + 0.0054 a second. */
  private static String lat(int second) {
    return "08%07.4f,S".formatted(39.0 - second % 1_000 * 0.0054);
  }

  private static String time(int second) {
    return "%02d%02d%02d.00".formatted(second / 3600 % 24, second / 60 % 60, second % 60);
  }

  private static String rmc(int second) {
    return rmc(second, "211126");
  }

  private static String rmc(int second, String date) {
    return sentence(
        "GNRMC,%s,A,%s,11632.1000,E,19.438,0.0,%s,,,A".formatted(time(second), lat(second), date));
  }

  private static String gga(int second) {
    return sentence(
        "GNGGA,%s,%s,11632.1000,E,1,09,0.9,166.2,M,43.0,M,,".formatted(time(second), lat(second)));
  }

  private static String gsa(int dimensions) {
    return sentence("GNGSA,A," + dimensions + ",04,05,,09,12,,,24,,,,,2.5,1.3,2.1");
  }

  private static String cycle(int second) {
    return rmc(second) + gga(second) + gsa(3);
  }

  private static List<Instant> times(List<Fix> fixes) {
    return fixes.stream().map(Fix::fixTime).toList();
  }

  private static Instant at(int second) {
    return Instant.parse("2026-11-21T00:00:00Z").plusSeconds(second);
  }

  @Test
  void joinsWhatTheSentencesOfOneMomentSay() {
    Fix fix = fixes(LOG, cycle(10) + cycle(11)).getFirst();
    assertEquals(at(10), fix.fixTime());
    assertEquals(-8.64910, fix.at().lat(), 1e-6);
    assertEquals(116.535, fix.at().lon(), 1e-9);
    assertEquals(10.0, fix.speedMs(), 0.001);
    assertEquals(0, fix.courseDeg());
    assertEquals(166.2, fix.altitudeM());
    assertEquals(0.9, fix.hdop());
    assertEquals(9, fix.satellites());
    assertEquals(Fix.Mode.FIX_3D, fix.mode());
  }

  @Test
  void takesTheSentencesInAnyOrder() {
    String text = gsa(3) + gga(10) + rmc(10) + gsa(3) + gga(11) + rmc(11);
    assertEquals(List.of(at(10), at(11)), times(fixes(LOG, text)));
    assertEquals(fixes(LOG, cycle(10) + cycle(11)), fixes(LOG, text));
  }

  @Test
  void isContentWithRmcAlone() {
    List<Fix> fixes = fixes(LOG, rmc(10) + rmc(11) + rmc(12));
    assertEquals(List.of(at(10), at(11), at(12)), times(fixes));
    assertEquals(Fix.Mode.FIX_2D, fixes.getFirst().mode());
    assertTrue(Double.isNaN(fixes.getFirst().altitudeM()));
  }

  @Test
  void takesTheDayFromZdaWhereThereIsNoRmc() {
    String text = "";
    for (int s = 10; s < 14; s++) {
      text += gga(s) + sentence("GPZDA," + time(s) + ",21,11,2026,00,00");
    }
    assertEquals(List.of(at(10), at(11), at(12), at(13)), times(fixes(LOG, text)));
  }

  @Test
  void takesSpeedFromVtgAndPlaceFromGnsAndGll() {
    String text = "";
    for (int s = 10; s < 13; s++) {
      text +=
          sentence("GNGNS,%s,%s,11632.1000,E,AAN,12,0.9,166.2,43.0,,".formatted(time(s), lat(s)))
              + sentence("GNGLL,%s,11632.1000,E,%s,A,A".formatted(lat(s), time(s)))
              + sentence("GNVTG,0.0,T,,M,19.438,N,36.0,K,A")
              + sentence("GNZDA," + time(s) + ",21,11,2026,00,00");
    }
    List<Fix> fixes = fixes(LOG, text);
    assertEquals(3, fixes.size());
    assertEquals(10.0, fixes.getFirst().speedMs(), 0.001);
    assertEquals(12, fixes.getFirst().satellites());
  }

  @Test
  void knowsNoPlaceWhenAnySentenceSaysSo() {
    String sleeping =
        sentence("GNRMC,000012.00,V,%s,11632.1000,E,0.0,,211126,,,N".formatted(lat(12)));
    List<Epoch> epochs = Nmea.decode(LOG, cycle(10) + cycle(11) + sleeping + gga(12) + gsa(3));
    assertEquals(new Epoch.NoFix(at(12)), epochs.getLast());
    assertEquals(3, epochs.size());
  }

  @Test
  void believesNeitherAnEstimateWithoutRmcNorASimulator() {
    String simulated =
        sentence("GNGGA,000012.00,%s,11632.1000,E,8,09,0.9,166.2,M,43.0,M,,".formatted(lat(12)));
    assertEquals(
        new Epoch.NoFix(at(12)), Nmea.decode(LOG, cycle(10) + cycle(11) + simulated).getLast());
  }

  @Test
  void goesOverMidnightWithADateThatComesLate() {
    String text =
        cycle(86_398)
            + cycle(86_399)
            + rmc(86_400)
            + gga(86_400)
            + rmc(86_401, "221126")
            + gga(86_401);
    // RMC of 00:00:00 still says 21 November.
    List<Instant> times = times(fixes(LOG, text));
    assertEquals(List.of(at(86_398), at(86_399), at(86_400), at(86_401)), times);
  }

  @Test
  void keepsTheDayWhereOnlyGgaIsLeft() {
    String text = cycle(86_397) + cycle(86_398) + gga(86_399) + gga(86_400) + gga(86_401);
    assertEquals(
        List.of(at(86_397), at(86_398), at(86_399), at(86_400), at(86_401)),
        times(fixes(LOG, text)));
  }

  @Test
  void givesTheLeapSecondToTheNextDay() {
    String leap =
        sentence("GNRMC,235960.00,A,%s,11632.1000,E,19.4,0.0,211126,,,A".formatted(lat(86_400)))
            + sentence(
                "GNGGA,235960.00,%s,11632.1000,E,1,09,0.9,166.2,M,43.0,M,,".formatted(lat(86_400)));
    assertEquals(
        List.of(at(86_398), at(86_399), at(86_400)),
        times(fixes(LOG, cycle(86_398) + cycle(86_399) + leap)));
  }

  @Test
  void mendsARolledOverWeekOnlyWhenToldWhenItWasBuilt() {
    String text = rmc(10, "080407") + gga(10) + rmc(11, "080407") + gga(11); // 21 November 2026
    assertEquals(Instant.parse("2007-04-08T00:00:10Z"), fixes(LOG, text).getFirst().fixTime());
    var built = new DecoderSettings(true, Optional.of(Instant.parse("2026-11-01T00:00:00Z")));
    assertEquals(Instant.parse("2026-11-22T00:00:10Z"), fixes(built, text).getFirst().fixTime());
    String cold = rmc(10, "060180") + gga(10) + rmc(11, "060180") + gga(11);
    assertEquals(Instant.parse("1980-01-06T00:00:10Z"), fixes(built, cold).getFirst().fixTime());
  }

  /** Found by ./pantau fuzz: a receiver that knows no time yet named a day before there was GPS. */
  @Test
  void believesNoDayBeforeThereWasGps() {
    String cold = sentence("GPRMC,235960.00,V,,,,,,,030180,,,N");
    assertEquals(List.of(), fixes(LOG, cold + gga(10) + gga(11)));
    assertEquals(List.of(), fixes(LOG, rmc(10, "050180") + gga(10)));
    // The first day is one, but not the evening before it.
    String evening = sentence("GPRMC,000000.00,V,,,,,,,060180,,,N");
    String late =
        sentence("GNGGA,235900.00,%s,11632.1000,E,1,09,0.9,166.2,M,43.0,M,,".formatted(lat(0)));
    assertEquals(List.of(), fixes(LOG, evening + late));
    List<Fix> fixes = fixes(LOG, cold + cycle(10) + cycle(11));
    assertEquals(List.of(at(10), at(11)), times(fixes), "a day that can be true still counts");
  }

  @Test
  void doesNotBelieveATimeThatTheNextEpochContradicts() {
    // 00:00:12 with two digits swapped passes the checksum: 00:00:21.
    String swapped = rmc(12).replace("000012", "000021");
    List<Fix> fixes = fixes(LOG, cycle(10) + cycle(11) + swapped + gga(12) + cycle(13));
    assertEquals(List.of(at(10), at(11), at(12), at(13)), times(fixes));
  }

  @Test
  void doesNotBelieveADateThatTheNextEpochContradicts() {
    String swapped = rmc(12).replace("211126", "121126");
    List<Fix> fixes = fixes(LOG, cycle(10) + cycle(11) + swapped + gga(12) + cycle(13));
    assertEquals(List.of(at(10), at(11), at(13)), times(fixes));
  }

  @Test
  void believesANewDateWhenTheNextEpochConfirmsIt() {
    String text = cycle(10) + cycle(11) + rmc(12, "251126") + gga(12) + rmc(13, "251126") + gga(13);
    assertEquals(4, fixes(LOG, text).size());
    assertEquals(Instant.parse("2026-11-25T00:00:13Z"), fixes(LOG, text).getLast().fixTime());
  }

  @Test
  void doesNotBelieveALonePlaceOutOfReach() {
    String swapped = rmc(12).replace("11632.1000", "11362.1000").replace("11362", "11623");
    List<Fix> fixes = fixes(LOG, rmc(10) + rmc(11) + resum(swapped) + rmc(13) + rmc(14));
    assertEquals(List.of(at(10), at(11), at(13), at(14)), times(fixes));
  }

  @Test
  void believesAJumpThatTheNextEpochConfirms() {
    String text =
        rmc(10)
            + rmc(11)
            + resum(rmc(12).replace("11632", "11633"))
            + resum(rmc(13).replace("11632", "11633"));
    assertEquals(4, fixes(LOG, text).size());
  }

  @Test
  void choosesBetweenTwoPlacesTheOneThatCouldBeReached() {
    String wrong = resum(rmc(12).replace("11632", "11623"));
    List<Fix> fixes = fixes(LOG, cycle(10) + cycle(11) + wrong + gga(12) + gsa(3) + cycle(13));
    assertEquals(4, fixes.size());
    assertEquals(116.535, fixes.get(2).at().lon(), 1e-9);
  }

  @Test
  void dropsAnEpochWhosePlacesContradictEachOther() {
    String one = resum(rmc(12).replace("11632", "11623"));
    String other = resum(gga(12).replace("11632", "11626"));
    List<Fix> fixes = fixes(LOG, cycle(10) + cycle(11) + one + other + cycle(13));
    assertEquals(List.of(at(10), at(11), at(13)), times(fixes));
  }

  @Test
  void tellsAnEpochWithItsLastSentenceOnceTheCycleIsKnown() {
    List<Epoch> epochs = new ArrayList<>();
    var decoder = new NmeaDecoder(LIVE, epochs::add);
    for (int s = 10; s < 16; s++) {
      feed(decoder, cycle(s), s * 1_000_000_000L);
    }
    assertEquals(6, epochs.size());
    assertEquals(at(15), epochs.getLast().time());
  }

  @Test
  void tellsAnEpochAfterAPause() {
    List<Epoch> epochs = new ArrayList<>();
    var decoder = new NmeaDecoder(LIVE, epochs::add);
    feed(decoder, cycle(10), 0);
    decoder.tick(100_000_000);
    assertEquals(0, epochs.size());
    decoder.tick(200_000_000);
    assertEquals(1, epochs.size());
  }

  @Test
  void waitsLongerForAReceiverThatPausesWithinItsCycle() {
    List<Epoch> epochs = new ArrayList<>();
    var decoder = new NmeaDecoder(LIVE, epochs::add);
    for (int s = 10; s < 30; s++) {
      feed(decoder, gga(s), s * 1_000_000_000L);
      feed(decoder, rmc(s), s * 1_000_000_000L + 200_000_000);
    }
    Fix last = ((Epoch.Located) epochs.getLast()).fix();
    assertEquals(10.0, last.speedMs(), 0.001, "RMC was waited for");
  }

  @Test
  void learnsTheCycleAnewWhenTheReceiverChangesIt() {
    List<Epoch> epochs = new ArrayList<>();
    var decoder = new NmeaDecoder(LIVE, epochs::add);
    for (int s = 10; s < 20; s++) {
      feed(decoder, rmc(s), s * 1_000_000_000L);
    }
    for (int s = 20; s < 30; s++) {
      feed(decoder, cycle(s), s * 1_000_000_000L);
    }
    assertEquals(166.2, ((Epoch.Located) epochs.getLast()).fix().altitudeM());
    assertEquals(at(29), epochs.getLast().time());
  }

  private static void feed(NmeaDecoder decoder, String text, long nanos) {
    byte[] bytes = Nmea.bytes(text);
    decoder.accept(bytes, 0, bytes.length, nanos);
  }

  private static String resum(String line) {
    return sentence(line.substring(1, line.indexOf('*')));
  }
}
