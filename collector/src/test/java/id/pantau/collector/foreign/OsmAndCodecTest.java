package id.pantau.collector.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.wire.Fix;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shapes are those of traccar.org/osmand and of its clients; places and times are of Lombok
 * Timur.
 */
class OsmAndCodecTest {
  /** Traccar Client for Android before version 9: POST with everything in the query. */
  private static final String OLD_CLIENT =
      "id=482411&timestamp=1764032400&lat=-8.6501234&lon=116.5302345&speed=19.438&bearing=87.5"
          + "&altitude=143.2&accuracy=4.2&batt=83.0&charge=true";

  /** OsmAnd, online tracking, with the address that traccar.org gives. */
  private static final String OSMAND =
      "id=482411&lat=-8.65012&lon=116.53023&timestamp=1764032400123&hdop=1.5&altitude=143.0&speed=0.0";

  /** Traccar Client 9. */
  private static final String NEW_CLIENT =
      """
      {"location":{"timestamp":"2025-11-25T01:00:00.123Z","coords":{"latitude":-8.6501234,"longitude":116.5302345,
      "accuracy":4.2,"speed":10.0,"speed_accuracy":0.5,"heading":87.5,"heading_accuracy":2.1,"altitude":143.2,
      "altitude_accuracy":3.0,"ellipsoidal_altitude":176.8},"is_moving":true,"odometer":1204.4,"event":"motionchange",
      "uuid":"3c2f6f6e-4f7c-4d0e-9a61-0f3f0f1f2a3b","battery":{"level":0.83,"is_charging":true},
      "activity":{"type":"in_vehicle","confidence":100},"extras":{}},"device_id":"482411"}
      """;

  private static Told.Position form(String query) {
    return assertInstanceOf(Told.Position.class, OsmAndCodec.readForm(query, ""), query);
  }

  private static Told json(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    assertTrue(OsmAndCodec.isJson(bytes), body);
    return OsmAndCodec.readJson(bytes);
  }

  @Test
  void readsTheOlderTraccarClient() {
    Told.Position told = form(OLD_CLIENT);
    Fix fix = told.fix();
    assertEquals(Instant.parse("2025-11-25T01:00:00Z"), fix.fixTime());
    assertEquals(-8.6501234, fix.at().lat());
    assertEquals(116.5302345, fix.at().lon());
    assertEquals(10.0, fix.speedMs(), 0.001, "19.438 knots");
    assertEquals(87.5, fix.courseDeg());
    assertEquals(143.2, fix.altitudeM());
    assertEquals(Fix.Mode.FIX_3D, fix.mode());
    assertEquals(0, fix.flags());
    assertEquals(
        new Told.Phone(OptionalInt.of(83), Optional.of(true), OptionalDouble.of(4.2)),
        told.phone());
  }

  @Test
  void readsTheSameAsAForm() {
    assertEquals(form(OLD_CLIENT), OsmAndCodec.readForm("", OLD_CLIENT));
    assertEquals(form(OLD_CLIENT), OsmAndCodec.readForm("id=482411", OLD_CLIENT));
  }

  @Test
  void readsOsmAnd() {
    Told.Position told = form(OSMAND);
    assertEquals(Instant.parse("2025-11-25T01:00:00.123Z"), told.fix().fixTime());
    assertEquals(1.5, told.fix().hdop());
    assertEquals(0, told.fix().speedMs());
    assertEquals(
        new Told.Phone(OptionalInt.empty(), Optional.empty(), OptionalDouble.empty()),
        told.phone());
  }

  @Test
  void readsTheNewerTraccarClient() {
    Told.Position told = assertInstanceOf(Told.Position.class, json(NEW_CLIENT));
    assertEquals(Instant.parse("2025-11-25T01:00:00.123Z"), told.fix().fixTime());
    assertEquals(10.0, told.fix().speedMs(), "metres per second");
    assertEquals(form(OLD_CLIENT).phone(), told.phone());
    assertEquals(form(OLD_CLIENT).fix().at(), told.fix().at());
    assertEquals(87.5, told.fix().courseDeg());
  }

  @Test
  void aTelephoneThatStandsDoesNotKnowWhereItIsHeaded() {
    String standing =
        NEW_CLIENT
            .replace("\"speed\":10.0", "\"speed\":-1")
            .replace("\"heading\":87.5", "\"heading\":-1")
            .replace("\"level\":0.83", "\"level\":-1");
    Told.Position told = assertInstanceOf(Told.Position.class, json(standing));
    assertTrue(Double.isNaN(told.fix().speedMs()));
    assertTrue(Double.isNaN(told.fix().courseDeg()));
    assertEquals(OptionalInt.empty(), told.phone().batteryPct());
  }

  @ParameterizedTest
  @CsvSource({
    "1764032400, 2025-11-25T01:00:00Z",
    "1764032400.25, 2025-11-25T01:00:00.250Z",
    "1764032400123, 2025-11-25T01:00:00.123Z",
    "2025-11-25T01:00:00Z, 2025-11-25T01:00:00Z",
    "2025-11-25T09:00:00.5%2B08:00, 2025-11-25T01:00:00.500Z",
    "2025-11-25T09:00:00+08:00, 2025-11-25T01:00:00Z", // a plus means a space, and they forget it
    "2025-11-25%2001:00:00, 2025-11-25T01:00:00Z",
  })
  void readsEveryKindOfTime(String sent, Instant expected) {
    assertEquals(expected, form("lat=-8.65&lon=116.53&timestamp=" + sent).fix().fixTime());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "-5",
        "1e99",
        "NaN",
        "2025-13-45T00:00:00Z",
        "0x10",
        "99999999999999999999",
        "2025-11-25T01:00:00",
        "+1000000000-12-31T23:59:59Z"
      })
  void aTimeThatCannotBeReadIsSaid(String sent) {
    assertEquals(
        new Told.Bad("no timestamp that can be read"),
        OsmAndCodec.readForm("lat=-8.65&lon=116.53&timestamp=" + sent, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lat=91&lon=116",
        "lat=-8&lon=181",
        "lat=NaN&lon=116",
        "lat=x&lon=116",
        "lat=-8",
        "lat=Infinity&lon=1",
        "lat=0&lon=0.0",
        "lat=&lon="
      })
  void aPlaceThatIsNoneIsSaid(String place) {
    Told told = OsmAndCodec.readForm(place + "&timestamp=1764032400", "");
    assertTrue(assertInstanceOf(Told.Bad.class, told).reason().startsWith("no place"), "" + told);
  }

  @Test
  void numbersBesideThePlaceThatMakeNoSenseAreUnknown() {
    Told.Position told =
        form(
            "lat=-8.65&lon=116.53&timestamp=1764032400&speed=99999&bearing=720&altitude=1e300"
                + "&hdop=-3&accuracy=-1&batt=1000&charge=maybe");
    Fix fix = told.fix();
    assertTrue(Double.isNaN(fix.speedMs()));
    assertTrue(Double.isNaN(fix.courseDeg()));
    assertTrue(Double.isNaN(fix.altitudeM()));
    assertTrue(Double.isNaN(fix.hdop()));
    assertEquals(Fix.Mode.FIX_2D, fix.mode());
    assertEquals(0, fix.flags());
    assertEquals(
        new Told.Phone(OptionalInt.empty(), Optional.empty(), OptionalDouble.empty()),
        told.phone());
    assertEquals(0, form(OLD_CLIENT.replace("87.5", "360")).fix().courseDeg());
  }

  @Test
  void whatIsTooCoarseOrNotBelievedIsKeptAndNotCounted() {
    assertFalse(form(OLD_CLIENT.replace("4.2", "100")).fix().has(Fix.FLAG_JUMP));
    assertTrue(form(OLD_CLIENT.replace("4.2", "101")).fix().has(Fix.FLAG_JUMP));
    assertTrue(form(OLD_CLIENT + "&valid=false").fix().has(Fix.FLAG_JUMP));
    assertFalse(form(OLD_CLIENT + "&valid=1").fix().has(Fix.FLAG_JUMP));
  }

  @Test
  void aSignOfLifeIsNoPosition() {
    assertEquals(new Told.Nothing("no-position"), OsmAndCodec.readForm("id=482411&batt=83", ""));
    assertEquals(new Told.Nothing("no-position"), OsmAndCodec.readForm("", ""));
    assertEquals(new Told.Nothing("no-position"), json("{\"location\":{\"event\":\"heartbeat\"}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}x",
        "{\"location\":{\"coords\":7}}",
        "{\"location\":{\"coords\":{}}}",
        "{\"location\":{\"timestamp\":12,\"coords\":{\"latitude\":\"8\",\"longitude\":true}}}",
        "{\"location\":{\"timestamp\":\"2025-11-25T01:00:00Z\",\"coords\":{\"latitude\":1e999,\"longitude\":1}}}"
      })
  void jsonThatIsNotTheirsIsSaid(String body) {
    assertInstanceOf(Told.Bad.class, json(body));
  }

  @Test
  void hostileFormsAreSaid() {
    assertInstanceOf(Told.Bad.class, OsmAndCodec.readForm("lat=%zz&lon=1", ""));
    assertInstanceOf(Told.Bad.class, OsmAndCodec.readForm("lat=%", ""));
    var many = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      many.append("p").append(i).append("=1&");
    }
    assertEquals(
        new Told.Bad("more than 64 parameters"), OsmAndCodec.readForm(many + OLD_CLIENT, ""));
    assertInstanceOf(Told.Bad.class, json("{\"location\":".repeat(10_000)));
  }

  @Test
  void nothingThatCanBeSentThrows() {
    long seed = 20_251_125;
    var random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = (i % 2 == 0 ? OLD_CLIENT : NEW_CLIENT).getBytes(StandardCharsets.UTF_8);
      for (int k = random.nextInt(6); k >= 0; k--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      String text = new String(bytes, StandardCharsets.UTF_8);
      assertNotNull(OsmAndCodec.readForm(text, ""), "seed " + seed);
      assertNotNull(OsmAndCodec.readJson(bytes), "seed " + seed);
    }
  }
}
